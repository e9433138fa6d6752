// What an operator enters for FCM: the service account's key file as Firebase gives it, and what is not secret.
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
    get AnalyticsLabel () {
        return AnalyticsLabel;
    },
    get ChannelId () {
        return ChannelId;
    },
    get FcmCredential () {
        return FcmCredential;
    },
    get FcmSettings () {
        return FcmSettings;
    },
    get Mode () {
        return Mode;
    },
    get Priority () {
        return Priority;
    }
});
const _contracts = require("../../../contracts/src");
const _typebox = require("@sinclair/typebox");
const LINE_END = '(?:\\r?\\n|\\\\n)';
const text = (maxLength, description)=>_typebox.Type.String({
        maxLength,
        description
    });
/** Of 512 bits, which nobody has used for decades: it can be read, and opens nothing. */ const EXAMPLE_KEY = [
    '-----BEGIN PRIVATE KEY-----',
    'MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEAAkEA0a2QzzaIenAMAL73',
    'WmmPjshJ3GayBj9dyiganV0JoNrI0zFgr+Q7r4/W8mhXuClH4yvoCwuM/wKFnqhk',
    'apKhbQIDAQABAkBMGBk9miTdilxQyP0rqrOWtclYW0ywR77Z5sQB6Anefd9XAFV6',
    'gEV362eXXQlMBQCgnm11EsJGUXc9vQie8MoBAiEA+UPV2pQYRJ2CeapjQBAfoPpL',
    'sDPPj8+aILSg1945NnECIQDXV+hDQg2UeXV5frwmzNMCYd5CItXJE/wurKyi5MRw',
    'vQIgZoCUwou/5wd2jh2ZLtDykLocwdqschEG6ogc1GhX0qECIG1SpIhYpTpGOxxV',
    '+cEc5Nblxob+1lfBvJoZcX808oFlAiEA6avVbYgaWAujVDsA6Dmw+zAo22Dq/ek6',
    '2VxOISjameg=',
    '-----END PRIVATE KEY-----\n'
].join('\n');
const FcmCredential = _typebox.Type.Object({
    type: _typebox.Type.Literal('service_account', {
        description: 'Must be "service_account". A google-services.json is the app\'s file, and a gcloud login is a person\'s: neither can send.'
    }),
    project_id: _typebox.Type.String({
        pattern: '^(?:[a-z0-9.-]{1,64}:)?[a-z0-9][a-z0-9-]{2,62}$',
        maxLength: 128,
        description: 'Project id (or number) of the Firebase project of the app, for instance my-chat-1a2b3.'
    }),
    private_key_id: _typebox.Type.Optional(_typebox.Type.String({
        pattern: '^[A-Za-z0-9_-]{1,100}$',
        maxLength: 100,
        description: 'Id of the key in the same file. Not the key, and not the client_id.'
    })),
    private_key: _typebox.Type.String({
        pattern: `^\\s*-----BEGIN PRIVATE KEY-----${LINE_END}(?:[A-Za-z0-9+/=]{1,100}${LINE_END}){4,200}-----END PRIVATE KEY-----(?:\\s|\\\\n)*$`,
        maxLength: 10_000,
        description: 'The whole PEM block of the file from "-----BEGIN PRIVATE KEY-----" to "-----END PRIVATE KEY-----", with its line ends (or \\n). ' + 'A server key ("AAAA…") of the old API is none: that API was turned off in 2024.'
    }),
    client_email: _typebox.Type.String({
        pattern: '^[A-Za-z0-9._-]{1,100}@[A-Za-z0-9.-]{1,120}\\.gserviceaccount\\.com$',
        maxLength: 245,
        description: 'Address of the service account, ending in gserviceaccount.com. Not the address of a person.'
    }),
    client_id: _typebox.Type.Optional(text(100, 'As in the file. Not used.')),
    auth_uri: _typebox.Type.Optional(text(500, 'As in the file. Not used.')),
    token_uri: _typebox.Type.Optional(text(500, 'As in the file. Not used: where tokens are fetched is decided by this platform alone.')),
    auth_provider_x509_cert_url: _typebox.Type.Optional(text(500, 'As in the file. Not used.')),
    client_x509_cert_url: _typebox.Type.Optional(text(500, 'As in the file. Not used.')),
    universe_domain: _typebox.Type.Optional(_typebox.Type.Literal('googleapis.com', {
        description: "Only Google's public cloud has FCM."
    }))
}, {
    additionalProperties: false,
    examples: [
        {
            type: 'service_account',
            project_id: 'my-chat-1a2b3',
            private_key: EXAMPLE_KEY,
            client_email: 'firebase-adminsdk-x1y2z@my-chat-1a2b3.iam.gserviceaccount.com'
        }
    ]
});
const ChannelId = _typebox.Type.String({
    pattern: '^[\\x21-\\x7e]{1,128}$',
    maxLength: 128,
    description: "Id of a notification channel that the app has created. An unknown one falls back to the app's default channel."
});
const Mode = _typebox.Type.Union([
    _typebox.Type.Literal('notification'),
    _typebox.Type.Literal('data')
], {
    description: 'notification: Android shows it, also when the app is killed. data: the app gets title, text and the rest as data and draws it itself.'
});
const Priority = _typebox.Type.Union([
    _typebox.Type.Literal('high'),
    _typebox.Type.Literal('normal')
], {
    description: 'high wakes a sleeping phone; normal may wait. Not the rank of the notification on the screen.'
});
const AnalyticsLabel = _typebox.Type.String({
    pattern: '^[a-zA-Z0-9_.~%-]{1,50}$',
    maxLength: 50,
    description: 'Label under which the Firebase console counts deliveries.'
});
const OpenUrlAction = _typebox.Type.String({
    pattern: '^[A-Za-z][A-Za-z0-9_.]{0,199}$',
    maxLength: 200,
    description: 'Intent action of the activity that opens data.url, for instance com.example.im.OPEN_URL. Absent: the app starts and has to look.'
});
const FcmSettings = _typebox.Type.Object({
    packageName: _typebox.Type.Optional(_typebox.Type.String({
        pattern: '^(?=.{3,255}$)[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+$',
        maxLength: 255,
        description: 'Android package. If given, FCM refuses tokens of any other app of the project.'
    })),
    click: _contracts.Click,
    mode: _typebox.Type.Optional(Mode),
    priority: _typebox.Type.Optional(Priority),
    channelId: _typebox.Type.Optional(ChannelId),
    analyticsLabel: _typebox.Type.Optional(AnalyticsLabel),
    openUrlAction: _typebox.Type.Optional(OpenUrlAction),
    target: _typebox.Type.Optional(_typebox.Type.Union([
        _typebox.Type.Literal('token'),
        _typebox.Type.Literal('fid')
    ], {
        description: 'What the app reports: its registration token (the default) or its Firebase installation id.'
    })),
    apple: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: the project also reaches iPhones through FCM, and messages carry a part for them.'
    }))
}, {
    additionalProperties: false,
    examples: [
        {
            packageName: 'com.example.im',
            channelId: 'chat',
            click: {
                action: 'open-app'
            }
        }
    ]
});
