// What an operator enters for Meizu: the secrets, and what is not secret.
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
    get MeizuCredential () {
        return MeizuCredential;
    },
    get MeizuSettings () {
        return MeizuSettings;
    },
    get NoticeBarType () {
        return NoticeBarType;
    },
    get NoticeMsgType () {
        return NoticeMsgType;
    },
    get Style () {
        return Style;
    }
});
const _contracts = require("../../../contracts/src");
const _typebox = require("@sinclair/typebox");
const oneOfNumbers = (values, description)=>_typebox.Type.Unsafe(_typebox.Type.Union(values.map((value)=>_typebox.Type.Literal(value)), {
        description
    }));
const NoticeMsgType = oneOfNumbers([
    0,
    1
], '0 public: three notifications a day and phone (news: five). 1 private: chats and orders, not limited; marketing must not use it.');
const NoticeBarType = oneOfNumbers([
    0,
    2
], '0 the look of Flyme, 2 the look of Android.');
const Style = oneOfNumbers([
    0,
    1
], '0: one line of text. 1: a text of more than 100 characters is whole when the notification is pulled open.');
const MeizuCredential = _typebox.Type.Object({
    // The AppKey looks the same and cannot be told from it here; Meizu answers 1006, and the advice there says so.
    appSecret: _typebox.Type.String({
        pattern: '^(?![0-9]+$)[\\x21-\\x7e]{1,128}$',
        maxLength: 128,
        description: 'AppSecret of the app, without blanks. Not the AppKey beside it, which is for the client; digits only is the AppID.'
    }),
    receiptToken: _typebox.Type.Optional(_typebox.Type.String({
        pattern: '^[\\x21-\\x7e]{1,128}$',
        maxLength: 128,
        description: "Access token of the console's receipt management. Receipts are believed only if they bring it; without it none is."
    }))
}, {
    additionalProperties: false,
    examples: [
        {
            appSecret: 'secret-of-the-console'
        }
    ]
});
const MeizuSettings = _typebox.Type.Object({
    packageName: _typebox.Type.String({
        pattern: '^(?=.{3,255}$)[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+$',
        maxLength: 255,
        description: 'Android package of the app, for instance com.example.im.'
    }),
    appId: _typebox.Type.String({
        pattern: '^[1-9][0-9]{0,14}$',
        maxLength: 15,
        description: 'AppID of the app at push.meizu.com. Digits; an id of the old platform is not known there.'
    }),
    click: _contracts.Click,
    noticeMsgType: _typebox.Type.Optional(NoticeMsgType),
    noticeBarType: _typebox.Type.Optional(NoticeBarType),
    style: _typebox.Type.Optional(Style),
    isOneOfSeveralPackages: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: the AppID serves several packages, and only this one gets the pushes.'
    })),
    receipts: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: "true: ask for receipts. The certificate's receipt address is to be entered in the console's receipt management first."
    })),
    region: _typebox.Type.Optional(_typebox.Type.Union([
        _typebox.Type.Literal('mainland'),
        _typebox.Type.Literal('overseas')
    ], {
        description: 'Whose service the app is registered at. Absent: mainland China.'
    }))
}, {
    additionalProperties: false,
    examples: [
        {
            packageName: 'com.example.im',
            appId: '100999',
            click: {
                action: 'open-app'
            }
        }
    ]
});
