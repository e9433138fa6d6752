// Honor's callback → receipts. It is set once in the console, carries no signature that anybody has seen, and is believed as far as its
// App ID is ours: keeping its address secret is left to whoever serves it.
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
    get STATUSES () {
        return STATUSES;
    },
    get receipts () {
        return receipts;
    }
});
const _json = require("./json");
const _token = require("./token");
/** Several times what Honor sends at once (sheet, 6: 100). */ const MAX_STATUSES = 1000;
const ANSWER = JSON.stringify({
    code: '0',
    message: 'success'
});
const STATUSES = [
    {
        status: 40000001,
        means: 'data message handed to the app',
        event: 'arrived'
    },
    {
        status: 40000002,
        means: 'notification delivered',
        event: 'arrived'
    },
    {
        status: 40000003,
        means: 'app not installed',
        event: 'token-dead'
    },
    {
        status: 40000004,
        means: 'token not valid on the phone',
        event: 'token-dead'
    },
    {
        status: 40000005,
        means: 'notifications of the app switched off',
        event: 'blocked'
    },
    {
        status: 40000006,
        means: 'app disabled on the phone',
        event: 'blocked'
    },
    {
        status: 40000007,
        means: 'notification clicked',
        event: 'clicked'
    },
    {
        status: 40000009,
        means: "dropped by the phone, mainly over the class's daily cap"
    },
    {
        status: 40000011,
        means: 'page of the click could not be opened'
    },
    {
        status: 40000013,
        means: 'held while the screen is off, sent again later'
    },
    {
        status: 40000014,
        means: "the token's user is not at the phone now"
    },
    {
        status: 40000015,
        means: 'could not be shown'
    },
    {
        status: 50000003,
        means: 'app not running, data message kept'
    }
];
const eventOf = new Map(STATUSES.map(({ status, event })=>[
        status,
        event
    ]));
const receipts = {
    events: [
        'arrived',
        'clicked',
        'token-dead',
        'blocked'
    ],
    read ({ body }, { settings }, nowMs) {
        const statuses = (0, _json.parse)(body.toString('utf8'))?.['statuses'];
        if (!Array.isArray(statuses)) return {
            ok: false,
            problem: 'not a JSON object with a list of statuses'
        };
        if (statuses.length > MAX_STATUSES) return {
            ok: false,
            problem: `more than ${MAX_STATUSES} statuses`
        };
        const entries = statuses.filter(_json.isObject);
        if (entries.length < statuses.length) return {
            ok: false,
            problem: 'a status that is no object'
        };
        if (entries.some((entry)=>!isOurs(entry, settings))) return {
            ok: false,
            problem: 'statuses of another app'
        };
        return {
            ok: true,
            receipts: entries.flatMap((entry)=>receiptOf(entry, nowMs)),
            answer: ANSWER
        };
    }
};
/** An entry that names no app has come to the address of this one. */ const isOurs = ({ appid }, { appId })=>appid === undefined || [
        'string',
        'number'
    ].includes(typeof appid) && String(appid) === appId;
/** None for a status that says nothing to the sender of one push. */ function receiptOf(entry, nowMs) {
    const status = (0, _json.integerIn)(entry['status']);
    const event = eventOf.get(status ?? 0);
    if (status === undefined || event === undefined) return [];
    const { token, requestId, biTag } = entry;
    const atMs = (0, _json.integerIn)(entry['timestamp']);
    return [
        {
            event,
            ...typeof token === 'string' && _token.token.problem(token) === undefined && {
                token
            },
            ...isId(requestId) && {
                vendorMessageId: requestId
            },
            ...isId(biTag) && {
                correlation: biTag
            },
            code: String(status),
            // A phone's clock may be ahead; nothing has happened later than now.
            ...atMs !== undefined && atMs > 0 && {
                atMs: Math.min(atMs, nowMs)
            }
        }
    ];
}
const isId = (value)=>typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value);
