// What an operator enters for Huawei: the secrets, and what is not secret. One vendor, two families of phones: Android (EMUI, and
// HarmonyOS up to 4) by v1 or v2, HarmonyOS from 5 on by v3. A token of one family never works in the other.
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
    get Category () {
        return Category;
    },
    get ChannelId () {
        return ChannelId;
    },
    get HuaweiCredential () {
        return HuaweiCredential;
    },
    get HuaweiSettings () {
        return HuaweiSettings;
    },
    get Importance () {
        return Importance;
    },
    get ServiceAccount () {
        return ServiceAccount;
    },
    get apiOf () {
        return apiOf;
    },
    get clientIdOf () {
        return clientIdOf;
    }
});
const _contracts = require("../../../contracts/src");
const _typebox = require("@sinclair/typebox");
/** Sheet 3.4. `PLAY_VOICE` is for other kinds of messages than notifications. */ const CATEGORIES = [
    ...[
        'IM',
        'VOIP',
        'MISS_CALL',
        'SUBSCRIPTION',
        'TRAVEL',
        'HEALTH',
        'WORK'
    ],
    ...[
        'ACCOUNT',
        'EXPRESS',
        'FINANCE',
        'DEVICE_REMINDER',
        'MAIL',
        'MARKETING'
    ]
];
const Category = _typebox.Type.String({
    pattern: `^(${CATEGORIES.join('|')})$`,
    maxLength: 32,
    description: 'Message class granted in AppGallery Connect, for instance IM. Huawei does not refuse one that was not granted: it shows the push silently, as marketing.'
});
const ChannelId = _typebox.Type.String({
    pattern: '^[A-Za-z0-9_.-]{1,64}$',
    maxLength: 64,
    description: 'Id of a channel that the Android app creates. It decides on sound and display, not on the class.'
});
const Importance = _typebox.Type.Union([
    _typebox.Type.Literal('LOW'),
    _typebox.Type.Literal('NORMAL')
], {
    description: 'LOW: silent. NORMAL: sound and vibration. Android only.'
});
const PRINTABLE = '[\\x21-\\x7e]';
const ServiceAccount = _typebox.Type.Object({
    project_id: _typebox.Type.String({
        pattern: '^[0-9]{1,64}$',
        maxLength: 64,
        description: 'project_id of the file. Digits.'
    }),
    key_id: _typebox.Type.String({
        pattern: `^${PRINTABLE}{1,128}$`,
        maxLength: 128,
        description: 'key_id of the file.'
    }),
    private_key: _typebox.Type.String({
        pattern: '^\\s*-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\\s\\\\]{100,16000}-----END PRIVATE KEY-----[\\s\\\\n]*$',
        maxLength: 16_384,
        description: 'private_key of the file, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----. An RSA key.'
    }),
    sub_account: _typebox.Type.String({
        pattern: `^${PRINTABLE}{1,128}$`,
        maxLength: 128,
        description: 'sub_account of the file.'
    })
}, {
    // The addresses that stand in the file as well.
    additionalProperties: _typebox.Type.String({
        maxLength: 2000
    }),
    description: 'The JSON file of a service account of the project (Huawei Developer console, API services, credentials). HarmonyOS 5 and later take nothing else.'
});
const HuaweiCredential = _typebox.Type.Object({
    clientSecret: _typebox.Type.Optional(_typebox.Type.String({
        pattern: `^(?![0-9]+$)${PRINTABLE}{1,256}$`,
        maxLength: 256,
        description: 'Client secret (App secret) of the app, without blanks; not the one of the project, which stands on the same page. For Android. Digits only is not a secret: that is the App ID or the Client ID.'
    })),
    serviceAccount: _typebox.Type.Optional(ServiceAccount),
    callbackKey: _typebox.Type.Optional(_typebox.Type.String({
        pattern: `^${PRINTABLE}{1,256}$`,
        maxLength: 256,
        description: 'Key of the receipt configuration in AppGallery Connect. With it, receipts are checked.'
    }))
}, {
    additionalProperties: false,
    examples: [
        {
            clientSecret: 'secret-of-the-console'
        }
    ],
    minProperties: 1
});
const NAME = '[A-Za-z][A-Za-z0-9_$]*(\\.[A-Za-z][A-Za-z0-9_$]*)+';
const Digits = (description)=>_typebox.Type.String({
        pattern: '^[0-9]{1,64}$',
        maxLength: 64,
        description
    });
const HuaweiSettings = _typebox.Type.Object({
    platform: _typebox.Type.Union([
        _typebox.Type.Literal('android'),
        _typebox.Type.Literal('harmonyos')
    ], {
        description: 'android: EMUI, and HarmonyOS up to 4. harmonyos: HarmonyOS 5 and later (NEXT). Two certificates for an app that has both.'
    }),
    packageName: _typebox.Type.String({
        pattern: `^(?=.{3,255}$)${NAME}$`,
        maxLength: 255,
        description: 'Package name of the Android app or bundle name of the HarmonyOS app, for instance com.example.im.'
    }),
    appId: Digits('App ID of the app in AppGallery Connect. Digits.'),
    clientId: _typebox.Type.Optional(Digits('OAuth 2.0 client ID of the app, where it is not the App ID. Digits; not the one of the project.')),
    projectId: _typebox.Type.Optional(Digits('Project ID. On Android it chooses the v2 API, for tokens of several senders. On HarmonyOS the service account names it.')),
    click: _contracts.Click,
    category: _typebox.Type.Optional(Category),
    channelId: _typebox.Type.Optional(ChannelId),
    importance: _typebox.Type.Optional(Importance),
    badgeClass: _typebox.Type.Optional(_typebox.Type.String({
        pattern: `^(?=.{3,255}$)${NAME}$`,
        maxLength: 255,
        description: 'Launcher activity of the Android app, for instance com.example.im.MainActivity. Without it, no badge.'
    })),
    receiptId: _typebox.Type.Optional(_typebox.Type.String({
        pattern: '^[A-Za-z0-9_-]{1,64}$',
        maxLength: 64,
        description: "Id of a receipt configuration in AppGallery Connect. Absent: the app's own, where it has one."
    })),
    callbackUser: _typebox.Type.Optional(_typebox.Type.String({
        pattern: `^${PRINTABLE}{1,128}$`,
        maxLength: 128,
        description: 'User name of the receipt configuration in AppGallery Connect; goes with the callback key.'
    }))
}, {
    additionalProperties: false,
    examples: [
        {
            platform: 'android',
            packageName: 'com.example.im',
            appId: '100000001',
            click: {
                action: 'open-app'
            },
            category: 'IM'
        }
    ]
});
function apiOf({ platform, projectId }) {
    if (platform === 'harmonyos') return 'v3';
    return projectId === undefined ? 'v1' : 'v2';
}
const clientIdOf = ({ clientId, appId })=>clientId ?? appId;
