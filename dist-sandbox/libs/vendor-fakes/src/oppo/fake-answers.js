// OPPO's answers: HTTP 200 with `code` whatever happened, and `data` under names that differ by call (sheet 4).
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
    get errorAnswer () {
        return errorAnswer;
    },
    get idFor () {
        return idFor;
    },
    get newId () {
        return newId;
    },
    get newMessageId () {
        return newMessageId;
    },
    get okAnswer () {
        return okAnswer;
    },
    get wordsOf () {
        return wordsOf;
    }
});
const _nodecrypto = require("node:crypto");
/** The vendor's own words, as its SDK has them; where the sheet has none, its meaning. */ const WORDS = {
    [-1]: 'Service Currently Unavailable',
    [-2]: 'Service in Flow Control',
    11: 'Invalid AuthToken',
    12: 'Http Action Not Allowed',
    13: 'App Call Limited',
    14: 'Invalid App Key',
    15: 'Missing App Key',
    16: 'Invalid Signature',
    17: 'Missing Signature',
    18: 'Missing Timestamp',
    19: 'Invalid Timestamp',
    20: 'Invalid Method',
    21: 'Missing Method',
    22: 'Missing Version',
    23: 'Invalid Version',
    24: 'Unsupported Version',
    25: 'Invalid encoding',
    26: 'IP Black List',
    27: 'Access Denied',
    28: 'App Disabled',
    29: 'Missing Auth Token',
    30: 'API Permission Denied',
    31: 'Data Not Exists',
    32: 'Data Duplicated',
    33: 'The number of messages exceeds the daily limit',
    34: 'The number of upload pictures exceeds the daily limit',
    40: 'Missing Required Arguments',
    41: 'Invalid Arguments',
    42: 'The number of saved messages exceeds the daily limit',
    51: 'Invalid Picture',
    54: 'private_msg_template_id is null',
    55: 'App Call Limited',
    59: 'No right to a fallback link',
    67: 'Invalid category or notify_level',
    69: 'Global limit',
    10000: 'registration_id格式不正确'
};
const wordsOf = (code)=>WORDS[code] ?? 'error';
const errorAnswer = (code)=>({
        status: 200,
        code: String(code),
        accepted: 0,
        body: JSON.stringify({
            code,
            message: wordsOf(code)
        })
    });
const okAnswer = (payload, accepted = 0)=>({
        status: 200,
        code: '0',
        accepted,
        body: JSON.stringify({
            code: 0,
            message: 'Success',
            data: payload
        })
    });
const newMessageId = (appId)=>`${appId}-1-1-${newId()}`;
const newId = ()=>(0, _nodecrypto.randomBytes)(12).toString('hex');
const idFor = (...parts)=>(0, _nodecrypto.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
