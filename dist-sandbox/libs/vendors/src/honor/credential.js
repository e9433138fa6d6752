// What an operator enters for Honor. Its console shows three values that look alike, and only one of them is secret.
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
    get HonorCredential () {
        return HonorCredential;
    },
    get HonorSettings () {
        return HonorSettings;
    },
    get Importance () {
        return Importance;
    },
    get Style () {
        return Style;
    }
});
const _contracts = require("../../../contracts/src");
const _typebox = require("@sinclair/typebox");
const Importance = _typebox.Type.Union([
    _typebox.Type.Literal('NORMAL'),
    _typebox.Type.Literal('LOW')
], {
    description: 'NORMAL: service and communication, rings, needs the self-classification right of the console. LOW: information and marketing, silent, two a day and phone.'
});
const Style = _typebox.Type.Union([
    _typebox.Type.Literal(0),
    _typebox.Type.Literal(1)
], {
    description: '0: one line of text. 1: the whole text when the notification is pulled open.'
});
const HonorCredential = _typebox.Type.Object({
    clientSecret: _typebox.Type.String({
        pattern: '^[\\x21-\\x7e]{1,256}$',
        maxLength: 256,
        description: "Client Secret of the app's push service page, without blanks. It is not the App Secret of the app's own page."
    })
}, {
    additionalProperties: false,
    examples: [
        {
            clientSecret: 'secret-of-the-console'
        }
    ]
});
const [OpenApp, , OpenPage] = _contracts.Click.anyOf;
/** Honor opens https only. Better said to the operator than with each push. */ const HttpsClick = _typebox.Type.Union([
    OpenApp,
    _typebox.Type.Object({
        action: _typebox.Type.Literal('open-url'),
        url: _typebox.Type.String({
            pattern: '^https://[^\\s\\x00-\\x1f]{1,1000}$',
            maxLength: 1008,
            description: 'https: Honor opens nothing else.'
        })
    }),
    OpenPage
], {
    description: 'What a tap on the notification does. A message may override it.'
});
const HonorSettings = _typebox.Type.Object({
    appId: _typebox.Type.String({
        pattern: '^[A-Za-z0-9_-]{1,64}$',
        maxLength: 64,
        description: 'App ID. It stands in the address of a push only; the Client ID is another number.'
    }),
    clientId: _typebox.Type.String({
        pattern: '^[\\x21-\\x7e]{1,128}$',
        maxLength: 128,
        description: "Client ID of the app's push service page. Not the App ID; with another app's one the login succeeds and every push is refused."
    }),
    click: HttpsClick,
    importance: _typebox.Type.Optional(Importance),
    style: _typebox.Type.Optional(Style),
    badgeClass: _typebox.Type.Optional(_typebox.Type.String({
        pattern: '^[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_$]+){1,32}$',
        maxLength: 255,
        description: "The launcher's activity, for instance com.example.im.MainActivity. Given: a push without a badge of its own adds one. Absent: a phone may not show the number of a badge."
    })),
    testMessages: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: sent as test messages, 1,000 a day and app, beside the daily cap of a phone.'
    }))
}, {
    additionalProperties: false,
    examples: [
        {
            appId: '104400001',
            clientId: '220500001',
            click: {
                action: 'open-app'
            }
        }
    ]
});
