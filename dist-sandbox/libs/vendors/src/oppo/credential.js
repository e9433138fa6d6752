// What an operator enters for OPPO: the key pair, and what is not secret.
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
    get ChannelId () {
        return ChannelId;
    },
    get NotifyLevel () {
        return NotifyLevel;
    },
    get OppoCredential () {
        return OppoCredential;
    },
    get OppoSettings () {
        return OppoSettings;
    },
    get Style () {
        return Style;
    },
    get TemplateId () {
        return TemplateId;
    }
});
const _contracts = require("../../../contracts/src");
const _typebox = require("@sinclair/typebox");
const _template = require("../shared/template");
const _category = require("./category");
const ChannelId = _typebox.Type.String({
    pattern: '^[\\x21-\\x7e]{1,128}$',
    maxLength: 128,
    description: 'Id of a notification channel, registered in the console under the same id. With an unregistered one OPPO accepts everything and shows nothing.'
});
const TemplateId = _typebox.Type.String({
    pattern: '^[\\x21-\\x7e]{1,128}$',
    maxLength: 128,
    description: 'Id of a private-message template approved in the console. Never made up.'
});
const NotifyLevel = _typebox.Type.Unsafe(_typebox.Type.Union([
    _typebox.Type.Literal(1),
    _typebox.Type.Literal(2),
    _typebox.Type.Literal(16)
], {
    description: '1 drawer only. 2 drawer and lock screen, with sound and vibration. 16 also a banner: it needs a grant of OPPO. Absent: as the category has it.'
}));
const Style = _typebox.Type.Unsafe(_typebox.Type.Union([
    _typebox.Type.Literal(1),
    _typebox.Type.Literal(2)
], {
    description: '1 standard, 50 characters of text. 2 long text, 128 characters. Absent: 1.'
}));
/** Of a template's title or content. */ const MAX_VARIABLES = 20;
/** The longest text that OPPO shows (style 2). */ const MAX_VALUE = 128;
const HOW = 'An entry for each variable of it, named as in the console without ${…}$; {} if it has none. Each says what fills it: "title", "text", {"from": "text", "maxLength": 20} for a part of it, or {"fixed": "My app"}.';
const templateThat = (says)=>_typebox.Type.Object({
        id: TemplateId,
        titleParameters: (0, _template.fillingsOf)(MAX_VARIABLES, MAX_VALUE, `Variables of the template's title. ${HOW}`),
        contentParameters: (0, _template.fillingsOf)(MAX_VARIABLES, MAX_VALUE, `Variables of the template's content. ${HOW}`)
    }, {
        additionalProperties: false,
        description: says
    });
const OppoCredential = _typebox.Type.Object({
    appKey: _typebox.Type.String({
        pattern: '^(?![0-9]+$)[\\x21-\\x7e]{1,128}$',
        maxLength: 128,
        description: 'AppKey of the app, without blanks. Digits only is the AppID.'
    }),
    masterSecret: _typebox.Type.String({
        pattern: '^(?![0-9]+$)[\\x21-\\x7e]{1,128}$',
        maxLength: 128,
        description: 'MasterSecret of the app, without blanks. It is not the AppSecret of the same page, which looks alike and is for the client: with that one OPPO refuses every login.'
    })
}, {
    additionalProperties: false,
    examples: [
        {
            appKey: 'key-of-the-console',
            masterSecret: 'secret-of-the-console'
        }
    ]
});
const OppoSettings = _typebox.Type.Object({
    click: _contracts.Click,
    channelId: _typebox.Type.Optional(ChannelId),
    category: _typebox.Type.Optional(_category.Category),
    bulkCategory: _typebox.Type.Optional(_category.BulkCategory),
    bulkChannelId: _typebox.Type.Optional(_typebox.Type.String({
        pattern: '^[\\x21-\\x7e]{1,128}$',
        maxLength: 128,
        description: "Id of a registered channel for messages of class bulk. Absent: OPPO's own, never the one for chats."
    })),
    notifyLevel: _typebox.Type.Optional(NotifyLevel),
    template: _typebox.Type.Optional(templateThat('Private-message template of the category, with what fills its variables. OPPO refuses messages of an app that must have one with 54. Service categories only.')),
    bulkTemplate: _typebox.Type.Optional(templateThat('The same for messages of class bulk, if bulkCategory is a service category.')),
    style: _typebox.Type.Optional(Style),
    wholeExt: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: ext arrives whole under the key "ext", as with most vendors, and may be any text. Absent: ext has to be a JSON object, and each of its keys arrives as a parameter of its own.'
    })),
    appId: _typebox.Type.Optional(_typebox.Type.String({
        pattern: '^[0-9]{1,32}$',
        maxLength: 32,
        description: 'AppID of the app. Digits. Given: receipts that name another app are refused.'
    }))
}, {
    additionalProperties: false,
    examples: [
        {
            click: {
                action: 'open-app'
            },
            channelId: 'chat',
            category: 'IM'
        }
    ]
});
