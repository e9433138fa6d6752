// What an operator enters for APNs: a key that signs provider tokens or a certificate for the TLS handshake, and what is not secret.
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
    get ApnsCredential () {
        return ApnsCredential;
    },
    get ApnsSettings () {
        return ApnsSettings;
    },
    get Category () {
        return Category;
    },
    get CertificateCredential () {
        return CertificateCredential;
    },
    get InterruptionLevel () {
        return InterruptionLevel;
    },
    get KeyCredential () {
        return KeyCredential;
    },
    get Sound () {
        return Sound;
    }
});
const _contracts = require("../../../contracts/src");
const _typebox = require("@sinclair/typebox");
const LINE_END = '(?:\\r?\\n|\\\\n)';
/** PKCS#8 of an EC key on P-256 begins so in base64: the only kind that Apple gives. */ const P256_BEGINS = 'MI[A-Za-z0-9+/]{2}AgEAMBMGByqGSM49AgEGCCqGSM49AwEH';
const KeyCredential = _typebox.Type.Object({
    type: _typebox.Type.Literal('p8', {
        description: 'p8: a key. One key serves all apps of a team and never ends.'
    }),
    keyId: _typebox.Type.String({
        pattern: '^[A-Z0-9]{10}$',
        maxLength: 10,
        description: 'Key ID of the key: ten capital letters and digits, as in AuthKey_<Key ID>.p8. Not the Team ID.'
    }),
    teamId: _typebox.Type.String({
        pattern: '^[A-Z0-9]{10}$',
        maxLength: 10,
        description: 'Team ID of the developer account (Membership details): ten capital letters and digits. Not the Key ID.'
    }),
    privateKey: _typebox.Type.String({
        pattern: `^\\s*-----BEGIN PRIVATE KEY-----${LINE_END}${P256_BEGINS}(?:[A-Za-z0-9+/=]|${LINE_END}){80,300}-----END PRIVATE KEY-----(?:\\s|\\\\n)*$`,
        maxLength: 1_000,
        description: 'The whole text of the .p8 file, from "-----BEGIN PRIVATE KEY-----" to "-----END PRIVATE KEY-----", with its line ends (or \\n). ' + 'It must be a key for Apple Push Notifications service: one for another service signs, but is refused. A certificate (.p12, .cer) is none.'
    })
}, {
    additionalProperties: false
});
const CertificateCredential = _typebox.Type.Object({
    type: _typebox.Type.Literal('p12', {
        description: 'p12: a certificate. One app, and a new one every year.'
    }),
    p12: _typebox.Type.String({
        // One class to the end: of two neighbours that both take blanks, each length of the one is tried with each of the other.
        pattern: '^\\s{0,8}MI[A-Za-z0-9+/=\\s]{100,27990}$',
        maxLength: 28_000,
        description: 'The .p12 file in base64: certificate and private key together. A .cer file is the certificate alone and cannot be used.'
    }),
    password: _typebox.Type.String({
        maxLength: 200,
        description: 'Password of the .p12 file. Empty if it was exported without one.'
    })
}, {
    additionalProperties: false
});
/** The key of the worked example in RFC 7515, A.3.1: printed in a standard, it opens nothing. */ const EXAMPLE_KEY = [
    '-----BEGIN PRIVATE KEY-----',
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjpsQnnGQmL+YBIff',
    'H1136cspYG6+0iY7X1fCE9+E9LKhRANCAAR/zc4ncPbEXUGDy+5v20t7WAczNXvp',
    '7xO6z248e9FURcfxRM0bvZt+hyzf7bnuufSzaV1uqQskrYpGIyiFiOWt',
    '-----END PRIVATE KEY-----\n'
].join('\n');
const ApnsCredential = _typebox.Type.Union([
    KeyCredential,
    CertificateCredential
], {
    examples: [
        {
            type: 'p8',
            keyId: 'ABC1234567',
            teamId: 'TEAM123456',
            privateKey: EXAMPLE_KEY
        }
    ],
    description: 'A key (.p8), recommended, or a certificate (.p12).',
    properties: {
        ...KeyCredential.properties,
        ...CertificateCredential.properties,
        type: {
            type: 'string',
            maxLength: 3,
            description: 'p8: a key, recommended. p12: a certificate, for one app and a year.'
        }
    }
});
const words = (values, description)=>_typebox.Type.Unsafe(_typebox.Type.Union(values.map((value)=>_typebox.Type.Literal(value)), {
        description
    }));
const Sound = _typebox.Type.String({
    pattern: '^[^\\x00-\\x1f/\\\\]{1,200}$',
    maxLength: 200,
    description: 'Sound file of the app with its suffix (at most 30 s), "default" for the sound of the system, "none" for no sound.'
});
const Category = _typebox.Type.String({
    pattern: '^[\\x21-\\x7e]{1,100}$',
    maxLength: 100,
    description: 'Set of buttons that the app has registered.'
});
const InterruptionLevel = words([
    'passive',
    'active',
    'time-sensitive',
    'critical'
], 'passive, active, time-sensitive or critical. The last two need an entitlement of the app, else iOS treats them as active.');
const ApnsSettings = _typebox.Type.Object({
    bundleId: _typebox.Type.String({
        pattern: '^(?=.{3,155}$)[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$',
        maxLength: 155,
        description: 'Bundle ID of the app, for instance com.example.im, without ".voip" or another ending. Capital letters count.'
    }),
    environment: words([
        'production',
        'development'
    ], 'production: builds of the App Store and TestFlight. development: builds started from Xcode. A token of one is unknown to the other.'),
    click: _contracts.Click,
    sound: _typebox.Type.Optional(Sound),
    mutableContent: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: the notification service extension of the app runs before a push is shown (pictures, receipts).'
    })),
    category: _typebox.Type.Optional(Category),
    interruptionLevel: _typebox.Type.Optional(InterruptionLevel)
}, {
    additionalProperties: false,
    examples: [
        {
            bundleId: 'com.example.im',
            environment: 'production',
            click: {
                action: 'open-app'
            }
        }
    ]
});
