// The address of before v1, `/pushsend.do`: old clients still post there, with everything in a form. What it says becomes a message of
// v1, so that one set of rules judges both. Huawei's page for it is gone; the fields are those that clients in use send.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get LEGACY_PATH () {
        return LEGACY_PATH;
    },
    get readLegacy () {
        return readLegacy;
    }
});
const _fakeform = require("./fake-form");
const _fakemessage = require("./fake-message");
const _forfakes = require("../../../vendors/src/huawei/for-fakes");
const LEGACY_PATH = '/pushsend.do';
const SERVICE = 'openpush.message.api.send';
/** Of `msg.type`: 1 goes to the app, 3 to the screen. */ const PASS_THROUGH = 1;
function readLegacy(request) {
    const form = (0, _fakeform.formOf)(request);
    const context = (0, _forfakes.parse)((0, _fakeform.pairsIn)(request.query)?.get('nsp_ctx') ?? '');
    return {
        appId: String(context?.['appId'] ?? ''),
        accessToken: form?.get('access_token'),
        isPush: form?.get('nsp_svc') === SERVICE,
        body: messageOf(tokensIn(form?.get('device_token_list')), (0, _forfakes.parse)(form?.get('payload') ?? ''))
    };
}
function tokensIn(text = '') {
    const wrapped = (0, _forfakes.parse)(`{"list":${text || '[]'}}`)?.['list'];
    return Array.isArray(wrapped) ? wrapped.filter((entry)=>typeof entry === 'string') : [];
}
function messageOf(token, payload) {
    const hps = (0, _fakemessage.objectIn)(payload, 'hps');
    const msg = (0, _fakemessage.objectIn)(hps, 'msg');
    if (msg === undefined) return undefined;
    const ext = (0, _fakemessage.objectIn)(hps, 'ext');
    const said = msg['body'];
    if (Number(msg['type']) === PASS_THROUGH) {
        return {
            message: {
                token,
                data: typeof said === 'string' ? said : JSON.stringify(said ?? {})
            }
        };
    }
    const words = (0, _forfakes.isObject)(said) ? said : undefined;
    const notification = {
        title: (0, _fakemessage.textIn)(words, 'title'),
        body: (0, _fakemessage.textIn)(words, 'content'),
        click_action: clickOf((0, _fakemessage.objectIn)(msg, 'action'))
    };
    const biTag = (0, _fakemessage.textIn)(ext, 'biTag');
    const data = dataOf(ext?.['customize']);
    return {
        message: {
            token,
            ...data,
            android: {
                ...biTag !== undefined && {
                    bi_tag: biTag
                },
                notification
            }
        }
    };
}
/** Without an action the app opens. */ function clickOf(action) {
    const { intent, url } = (0, _fakemessage.objectIn)(action, 'param') ?? {};
    return {
        type: Number(action?.['type'] ?? 3),
        ...!!intent && {
            intent
        },
        ...!!url && {
            url
        }
    };
}
/** Pairs in a list of objects of one pair each. */ function dataOf(customize) {
    if (!Array.isArray(customize) || customize.length === 0) return {};
    return {
        data: JSON.stringify(Object.assign({}, ...customize.filter(_forfakes.isObject)))
    };
}
