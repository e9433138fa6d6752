// What an operator enters for Xiaomi: the secret, and what is not secret.
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
    get MAX_VALUE () {
        return MAX_VALUE;
    },
    get MAX_VARIABLES () {
        return MAX_VARIABLES;
    },
    get TemplateId () {
        return TemplateId;
    },
    get XiaomiCredential () {
        return XiaomiCredential;
    },
    get XiaomiSettings () {
        return XiaomiSettings;
    }
});
const _contracts = require("../../../contracts/src");
const _typebox = require("@sinclair/typebox");
const _template = require("../shared/template");
const CHANNEL_PATTERN = '^[A-Za-z0-9_.-]{1,64}$';
const ChannelId = _typebox.Type.String({
    pattern: CHANNEL_PATTERN,
    maxLength: 64,
    description: 'Id of a channel approved in the console, for chats a private one. Xiaomi refuses messages without a channel, or shows one a day.'
});
const TemplateId = _typebox.Type.String({
    pattern: '^[A-Za-z0-9_.-]{1,64}$',
    maxLength: 64,
    description: 'Id of a private-message template approved in the console.'
});
const MAX_VARIABLES = 9;
const MAX_VALUE = 128;
const Template = _typebox.Type.Object({
    id: TemplateId,
    parameters: (0, _template.fillingsOf)(MAX_VARIABLES, MAX_VALUE, 'An entry for each variable of the template, named as in the console without braces, and no other: Xiaomi refuses a message whose variables are not exactly those of its template. At most nine; {} for a template without variables. Each says what fills it: "title", "text", {"from": "text", "maxLength": 20} for a part of it, or {"fixed": "My app"}.')
}, {
    additionalProperties: false,
    description: 'The message template of the private channel, with what fills its variables. Xiaomi demands one of apps created since 2026-07-01, and of all apps from 2026-12-31 on.'
});
const XiaomiCredential = _typebox.Type.Object({
    // The two other values of the console's page, AppID and AppKey, are digits only, and are what gets pasted here by mistake; so is the
    // whole header of an example, "key=…".
    appSecret: _typebox.Type.String({
        pattern: '^(?![0-9]+$|[Kk]ey=)[\\x21-\\x7e]{1,128}$',
        maxLength: 128,
        description: 'AppSecret of the app, without blanks and without "key=". Digits only is not an AppSecret: that is the AppID or the AppKey.'
    })
}, {
    additionalProperties: false,
    examples: [
        {
            appSecret: 'secret-of-the-console'
        }
    ]
});
const XiaomiSettings = _typebox.Type.Object({
    packageName: _typebox.Type.String({
        pattern: '^(?=.{3,255}$)[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+$',
        maxLength: 255,
        description: 'Android package the AppSecret belongs to, for instance com.example.im.'
    }),
    appId: _typebox.Type.String({
        pattern: '^[0-9]{1,32}$',
        maxLength: 32,
        description: 'AppID of the app. Digits.'
    }),
    click: _contracts.Click,
    channelId: ChannelId,
    bulkChannelId: _typebox.Type.Optional(_typebox.Type.String({
        pattern: CHANNEL_PATTERN,
        maxLength: 64,
        description: 'Id of a public channel, for messages of class bulk: in a private channel they break the rules of Xiaomi. Absent: messages of class bulk are refused.'
    })),
    template: _typebox.Type.Optional(Template),
    receiptsOverHttps: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: Xiaomi is given a receipt address also if it begins with https. Its document names http only, so absent: receipts are asked for only where DISPATCH_PUBLIC_URL begins with http://.'
    }))
}, {
    additionalProperties: false,
    examples: [
        {
            packageName: 'com.example.im',
            appId: '2882300000000000001',
            click: {
                action: 'open-app'
            },
            channelId: 'chat',
            template: {
                id: 'P10001',
                parameters: {
                    sender: 'title',
                    words: {
                        from: 'text',
                        maxLength: 60
                    }
                }
            }
        }
    ]
});
