// FCM's codes and what we make of each. Sources: `sheet 4` is "ErrorCode reference" and "FCM error codes" of the Firebase documents
// (November 2026), `rpc` the list of google.rpc.Code, which every Google API uses, `field` what senders report.
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
    get FAMILIES () {
        return FAMILIES;
    },
    get FCM_CODES () {
        return FCM_CODES;
    },
    get REASONS () {
        return REASONS;
    },
    get STATUS_CODES () {
        return STATUS_CODES;
    },
    get forFcmCode () {
        return forFcmCode;
    },
    get forHttp () {
        return forHttp;
    },
    get forReason () {
        return forReason;
    },
    get forStatus () {
        return forStatus;
    }
});
/** "Retry-After or 60 s", "first wait at least 10 s" (sheet 4, Google's rules). */ const QUOTA_WAIT_MS = 60_000;
const FIRST_WAIT_MS = 10_000;
const REFUSED = {
    kind: 'refused'
};
const DEAD = {
    kind: 'token-dead'
};
const THROTTLED = {
    kind: 'throttled',
    waitMs: QUOTA_WAIT_MS
};
/** FCM says it did not do it. */ const LATER = {
    kind: 'unavailable',
    mayHaveRung: false,
    waitMs: FIRST_WAIT_MS
};
/** FCM does not know what became of it. */ const UNSURE = {
    kind: 'unavailable',
    mayHaveRung: true,
    waitMs: FIRST_WAIT_MS
};
const refused = (advice)=>({
        kind: 'refused',
        advice
    });
const broken = (advice)=>({
        kind: 'credential-broken',
        advice
    });
const THIRD_PARTY = refused('For this phone FCM needs an APNs or web push key, and the one stored in the Firebase project is missing or wrong.');
const FORBIDDEN = broken('The service account may not send in this project, or the Firebase Cloud Messaging API is not enabled there.');
const row = (code, means, ruling, source)=>({
        code,
        means,
        ruling,
        source
    });
const FCM_CODES = [
    row('INVALID_ARGUMENT', 'a field is wrong; see `isTokenMalformed`', REFUSED, 'sheet 4'),
    row('UNREGISTERED', 'app removed, token expired (270 days) or replaced', DEAD, 'sheet 4'),
    row('SENDER_ID_MISMATCH', 'token of another project', // A certificate with a wrong project would unbind everybody; a foreign token among good ones is refused each time.
    refused('The token belongs to another Firebase project than the certificate.'), 'sheet 4'),
    row('QUOTA_EXCEEDED', 'project, device or topic rate, or overload', THROTTLED, 'sheet 4'),
    row('UNAVAILABLE', 'overload', LATER, 'sheet 4'),
    row('INTERNAL', 'server fault', UNSURE, 'sheet 4'),
    // Only iPhones and browsers of the project are concerned: the lane of the Android phones must not be paused for them.
    row('THIRD_PARTY_AUTH_ERROR', 'APNs or web push key in the project missing or bad', THIRD_PARTY, 'sheet 4'),
    row('APNS_AUTH_ERROR', 'old name of THIRD_PARTY_AUTH_ERROR', THIRD_PARTY, 'sheet 4')
];
const STATUS_CODES = [
    row('INVALID_ARGUMENT', 'shape or type of the JSON', REFUSED, 'sheet 4'),
    row('UNAUTHENTICATED', 'access token missing, unknown or expired', {
        kind: 'access-refused'
    }, 'sheet 4'),
    row('PERMISSION_DENIED', 'API disabled or permission missing', FORBIDDEN, 'sheet 4'),
    row('NOT_FOUND', 'wrong project or path', broken('FCM does not know this project: check project_id.'), 'sheet 4'),
    row('RESOURCE_EXHAUSTED', 'quota or overload', THROTTLED, 'sheet 4'),
    row('INTERNAL', 'server fault', UNSURE, 'sheet 4'),
    row('UNAVAILABLE', 'overload', LATER, 'sheet 4'),
    row('FAILED_PRECONDITION', 'not in this state of the project', REFUSED, 'rpc'),
    row('OUT_OF_RANGE', 'a number is out of range', REFUSED, 'rpc'),
    row('UNIMPLEMENTED', 'no such method', REFUSED, 'rpc'),
    row('ABORTED', 'conflict with another request', LATER, 'rpc'),
    row('ALREADY_EXISTS', 'exists already', REFUSED, 'rpc'),
    row('CANCELLED', 'given up', UNSURE, 'rpc'),
    row('DEADLINE_EXCEEDED', 'took too long inside', UNSURE, 'rpc'),
    row('DATA_LOSS', 'server fault', UNSURE, 'rpc'),
    row('UNKNOWN', 'server fault', UNSURE, 'rpc')
];
const REASONS = [
    row('ACCESS_TOKEN_EXPIRED', 'access token too old', {
        kind: 'access-refused'
    }, 'sheet 4'),
    row('PROJECT_NOT_PERMITTED', 'project without the API, as a web page', FORBIDDEN, 'sheet 9 (field)')
];
const FAMILIES = [
    {
        from: 400,
        to: 400,
        ruling: REFUSED
    },
    {
        from: 401,
        to: 401,
        ruling: {
            kind: 'access-refused'
        }
    },
    {
        from: 402,
        to: 428,
        ruling: LATER
    },
    {
        from: 429,
        to: 429,
        ruling: THROTTLED
    },
    {
        from: 430,
        to: 499,
        ruling: LATER
    },
    {
        from: 500,
        to: 502,
        ruling: UNSURE
    },
    {
        from: 503,
        to: 503,
        ruling: LATER
    },
    {
        from: 504,
        to: 599,
        ruling: UNSURE
    }
];
const byFcmCode = new Map(FCM_CODES.map(({ code, ruling })=>[
        code,
        ruling
    ]));
const byStatus = new Map(STATUS_CODES.map(({ code, ruling })=>[
        code,
        ruling
    ]));
const byReason = new Map(REASONS.map(({ code, ruling })=>[
        code,
        ruling
    ]));
const forFcmCode = (code)=>byFcmCode.get(code ?? '');
const forReason = (reason)=>byReason.get(reason ?? '');
const forStatus = (status)=>byStatus.get(status ?? '');
const forHttp = (http)=>FAMILIES.find(({ from, to })=>http >= from && http <= to)?.ruling ?? LATER;
