// A request as the fake APNs reads it. Nothing is judged here: what is missing stays undefined, what is not JSON has no payload.
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
    get fingerprintOf () {
        return fingerprintOf;
    },
    get readRequest () {
        return readRequest;
    },
    get screenOf () {
        return screenOf;
    }
});
const _nodecrypto = require("node:crypto");
const PATH = /^(\/development)?\/3\/device\/([^/]*)$/;
const DAY_MS = 86_400_000;
function readRequest({ method, path, headers, body, connection, atMs }) {
    const [, development, token] = PATH.exec(path) ?? [];
    const one = headersIn(headers);
    const payload = parse(body.toString('utf8'));
    const [, providerToken] = /^bearer (.+)$/i.exec(one['authorization'] ?? '') ?? [];
    const phone = token?.toLowerCase();
    return {
        method,
        token: phone,
        environment: development === undefined ? 'production' : 'development',
        headers: one,
        connection,
        providerToken,
        credential: providerToken ?? fingerprintOf(connection?.certificate),
        bytes: body.length,
        payload,
        messages: phone ? [
            {
                ...messageOf(one, payload ?? {}, atMs),
                tokens: [
                    phone
                ]
            }
        ] : []
    };
}
const NAMES = [
    ...[
        'authorization',
        'apns-id',
        'apns-collapse-id',
        'apns-expiration',
        'apns-priority'
    ],
    ...[
        'apns-push-type',
        'apns-topic'
    ]
];
/** Of what comes twice the first. */ function headersIn(headers) {
    const found = {};
    for (const name of NAMES){
        const value = headers[name];
        found[name] = Array.isArray(value) ? value[0] : value;
    }
    return found;
}
const fingerprintOf = (certificate)=>certificate && (0, _nodecrypto.hash)('sha256', certificate, 'hex');
function parse(text) {
    try {
        return partIn(JSON.parse(text));
    } catch  {
        return undefined;
    }
}
const partIn = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
function messageOf(headers, payload, atMs) {
    const { 'apns-collapse-id': collapseId, 'apns-id': apnsId, 'apns-expiration': expiration } = headers;
    return {
        ids: {
            ...collapseId !== undefined && {
                collapseId
            },
            ...apnsId !== undefined && {
                apnsId
            }
        },
        ttlMs: ttlOf(expiration, atMs),
        contentHash: (0, _nodecrypto.hash)('sha256', JSON.stringify(payload), 'hex').slice(0, 16)
    };
}
/** Absent: as long as Apple keeps anything. */ function ttlOf(expiration, atMs) {
    if (expiration === undefined) return 30 * DAY_MS;
    if (!/^\d{1,12}$/.test(expiration)) return undefined;
    return expiration === '0' ? 0 : Number(expiration) * 1_000 - atMs;
}
function screenOf(payload) {
    const aps = partIn(payload['aps']) ?? {};
    const alert = partIn(aps['alert']) ?? {
        body: aps['alert']
    };
    const { url, page, ext } = payload;
    return {
        title: textOf(alert['title']) ?? '',
        text: textOf(alert['body']) ?? '',
        ext: textOf(ext) ?? (ext === undefined ? undefined : JSON.stringify(ext)),
        click: textOf(url) ?? textOf(page) ?? 'app'
    };
}
const textOf = (value)=>typeof value === 'string' ? value : undefined;
