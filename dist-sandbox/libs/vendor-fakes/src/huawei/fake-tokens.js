// Which tokens the fake Huawei does not take, and how it says so: v1 and v2 with a list, v3 with a reason for each.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "sorted", {
    enumerable: true,
    get: function() {
        return sorted;
    }
});
const _tricks = require("../host/tricks");
/** Sheet, 4. A token whose text begins with one of these words and a dash has that trouble on v3. */ const REASONS = [
    ...[
        'tokenFormatError',
        'tokenPlatformNotSupport',
        'noRight',
        'noPushTypeRight',
        'countryNotSupport'
    ],
    ...[
        'atomicUnableSendUnsubscribedMsg',
        'disableSendHuaweiMsgBecauseOfPenalty',
        'differentImgVerifyPolicy'
    ],
    ...[
        'appinfoError',
        'notSupportPlayVoice',
        'noRightToSendThisLiveNotificationEvent'
    ]
];
/** The vendor's page shows a blank around one, so there are some. */ const BLANK_AROUND = 'countryNotSupport';
const reasonOf = (token)=>REASONS.find((reason)=>token.startsWith(`${reason}-`)) ?? (isIllegal(token) ? 'tokenFormatError' : undefined);
/** Blanks and line ends around a token spoil it. */ const isIllegal = (token)=>(0, _tricks.isDeadToken)(token) || !/^[\x21-\x7e]+$/.test(token);
function sorted(tokens, api) {
    const isBad = (token)=>api === 'v3' ? reasonOf(token) !== undefined : isIllegal(token);
    const bad = tokens.filter(isBad);
    const living = tokens.filter((token)=>!isBad(token));
    if (bad.length === 0) return {
        living,
        problem: undefined
    };
    if (api !== 'v3' && living.length === 0) {
        return {
            living,
            problem: {
                code: '80300007',
                msg: 'All the tokens are invalid'
            }
        };
    }
    const counts = {
        ...living.length > 0 && {
            success: living.length
        },
        failure: bad.length
    };
    const lists = api === 'v3' ? {
        illegalTokens: byReason(bad)
    } : {
        illegal_tokens: bad
    };
    const code = living.length === 0 ? '80300007' : '80100000';
    return {
        living,
        problem: {
            code,
            msg: JSON.stringify({
                ...counts,
                ...lists
            })
        }
    };
}
function byReason(tokens) {
    const lists = {};
    for (const token of tokens){
        const reason = reasonOf(token) ?? '';
        const key = reason === BLANK_AROUND ? ` ${reason} ` : reason;
        lists[key] = [
            ...lists[key] ?? [],
            token
        ];
    }
    return lists;
}
