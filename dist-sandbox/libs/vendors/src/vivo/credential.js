// What an operator enters for vivo: the key pair, and what is not secret.
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
    get VivoCredential () {
        return VivoCredential;
    },
    get VivoSettings () {
        return VivoSettings;
    }
});
const _contracts = require("../../../contracts/src");
const _typebox = require("@sinclair/typebox");
const _category = require("./category");
/** Both look like a UUID, so each can only be told from the third value of the console's page, the AppID, which is digits. */ const KEY_PATTERN = '^(?![0-9]+$)[\\x21-\\x7e]{1,128}$';
const VivoCredential = _typebox.Type.Object({
    appKey: _typebox.Type.String({
        pattern: KEY_PATTERN,
        maxLength: 128,
        description: 'AppKey of the app, without blanks. Digits only is the AppID.'
    }),
    appSecret: _typebox.Type.String({
        pattern: KEY_PATTERN,
        maxLength: 128,
        description: 'AppSecret of the app, without blanks. It looks like the AppKey beside it; swapped, vivo refuses both. Digits only is the AppID.'
    })
}, {
    additionalProperties: false,
    examples: [
        {
            appKey: 'key-of-the-console',
            appSecret: 'secret-of-the-console'
        }
    ]
});
const VivoSettings = _typebox.Type.Object({
    appId: _typebox.Type.String({
        pattern: '^[1-9][0-9]{0,14}$',
        maxLength: 15,
        description: 'AppID of the app. Digits; AppKey and AppSecret have letters.'
    }),
    click: _contracts.Click,
    category: _typebox.Type.Optional(_category.Category),
    bulkCategory: _typebox.Type.Optional(_category.BulkCategory),
    receiptId: _typebox.Type.Optional(_typebox.Type.String({
        pattern: '^[0-9A-Za-z_-]{1,64}$',
        maxLength: 64,
        description: 'Receipt ID that the console shows for an app receipt address, about an hour after it was entered. For single and list sends.'
    })),
    testMode: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: only test devices registered in the console receive anything. For apps under review; never in production.'
    }))
}, {
    additionalProperties: false,
    examples: [
        {
            appId: '10004',
            click: {
                action: 'open-app'
            },
            category: 'IM'
        }
    ]
});
