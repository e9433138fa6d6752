// Huawei's answer → one verdict per delivery. What each code and reason means stands beside this file; here is how an answer is read.
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
    get codeIn () {
        return codeIn;
    },
    get isLoginRefused () {
        return isLoginRefused;
    },
    get verdictsOf () {
        return verdictsOf;
    }
});
const _printable = require("../shared/printable");
const _wordless = require("../shared/wordless");
const _codes = require("./codes");
const _json = require("./json");
const _reasons = require("./reasons");
/** With our advice in front of it a detail stays within the 200 characters of an outcome. */ const MAX_QUOTE = 80;
function verdictsOf(exchange, tokens) {
    const all = (verdict)=>tokens.map(()=>verdict);
    if (exchange.kind === 'no-answer') {
        return all({
            kind: 'unavailable',
            code: exchange.code,
            mayHaveRung: exchange.mayHaveArrived
        });
    }
    const answer = (0, _json.parse)(exchange.body);
    const code = codeIn(answer);
    if (answer === undefined || code === undefined) return all(withoutCode(exchange));
    const ruling = (0, _codes.rulingOf)(code);
    const isGood = exchange.status < 400;
    switch(ruling.kind){
        // A failed request with a body that says "ok": somebody is wrong, and nobody can tell who.
        case 'accepted':
            return all(isGood ? acceptedOf(answer) : withoutCode(exchange));
        case 'partial':
            return isGood ? partial(answer, tokens) : all(withoutCode(exchange));
        default:
            return failed(ruling, {
                code,
                answer,
                tokens,
                exchange
            });
    }
}
function isLoginRefused(exchange) {
    if (exchange.kind === 'no-answer') return false;
    const code = codeIn((0, _json.parse)(exchange.body));
    if (code === undefined) return exchange.status === 401;
    const ruling = (0, _codes.rulingOf)(code);
    return ruling.kind === 'credential-broken' && ruling.mayRenew;
}
function codeIn(answer) {
    const code = answer?.['code'];
    const text = typeof code === 'number' ? String(code) : code;
    return typeof text === 'string' && /^\d{8}$/.test(text) ? text : undefined;
}
/**
 * Not Huawei's own words, so the status has to do (sheet, 4.1). Flow control is a 503 with nothing or plain words in it. A page of HTML is
 * from something on the way: under 503 a gateway that is down, under 401 one that knows nothing of our credential. A refusal in front of
 * the service rang nobody; a broken answer may come after.
 */ function withoutCode(answered) {
    const { status, body, spoiled, retryAfterMs } = answered;
    const code = (0, _wordless.wordlessCode)(answered);
    const wait = retryAfterMs === undefined ? {} : {
        retryAfterMs
    };
    const isWebPage = body.includes('<');
    if (status === 401 && !isWebPage) {
        return {
            kind: 'credential-broken',
            code,
            detail: 'Huawei does not take this login.'
        };
    }
    if (status === 429 || status === 503 && spoiled === undefined && !isWebPage) {
        return {
            kind: 'throttled',
            code,
            ...wait
        };
    }
    const isRefusedInFront = status === 503 || status >= 300 && status < 500;
    return {
        kind: 'unavailable',
        code,
        ...wait,
        mayHaveRung: !isRefusedInFront
    };
}
function acceptedOf({ requestId }) {
    const isId = typeof requestId === 'string' && /^[\x21-\x7e]{1,200}$/.test(requestId);
    return {
        kind: 'accepted',
        ...isId && {
            vendorMessageId: requestId
        }
    };
}
/** The listed ones failed, the others were taken. A list that cannot be read, or names none of ours, leaves it open who was. */ function partial(answer, tokens) {
    const illegal = illegalIn(answer);
    if (illegal === undefined || !tokens.some((token)=>illegal.has(token))) {
        const open = {
            kind: 'unavailable',
            code: '80100000',
            mayHaveRung: true,
            ...isSeveral(tokens) && {
                retryAlone: true
            }
        };
        return tokens.map(()=>open);
    }
    const taken = acceptedOf(answer);
    const hasLiving = tokens.some((token)=>!illegal.has(token));
    return tokens.map((token)=>{
        const reason = illegal.get(token);
        return reason === undefined ? taken : illegalVerdict(reason, '80100000', hasLiving);
    });
}
const isText = (value)=>typeof value === 'string';
const isSeveral = (tokens)=>new Set(tokens).size > 1;
function failed(ruling, { code, answer, tokens, exchange }) {
    const detail = detailOf(ruling.advice, answer['msg']);
    const verdict = verdictFor(ruling, {
        code,
        ...detail && {
            detail
        }
    }, exchange.retryAfterMs);
    if (ruling.kind !== 'token-dead' && ruling.kind !== 'refused') return tokens.map(()=>verdict);
    const illegal = ruling.kind === 'token-dead' ? illegalIn(answer) : undefined;
    const isUnclear = ruling.isForOneToken && isSeveral(tokens);
    const rest = isUnclear ? {
        kind: 'unavailable',
        code,
        mayHaveRung: false,
        retryAlone: true
    } : verdict;
    return tokens.map((token)=>{
        const reason = illegal?.get(token);
        return reason === undefined || reason === '' ? rest : illegalVerdict(reason, code, false);
    });
}
function verdictFor(ruling, what, retryAfterMs) {
    const wait = retryAfterMs === undefined ? {} : {
        retryAfterMs
    };
    switch(ruling.kind){
        case 'unavailable':
            return {
                kind: 'unavailable',
                ...what,
                ...wait,
                mayHaveRung: ruling.mayHaveRung
            };
        case 'throttled':
            return {
                kind: 'throttled',
                ...what,
                ...wait
            };
        default:
            return {
                kind: ruling.kind,
                ...what
            };
    }
}
/** Words that are a document name tokens, and are not quoted. */ function detailOf(advice, msg) {
    const said = typeof msg === 'string' && msg.trimStart().startsWith('{') ? '' : (0, _printable.printable)(msg, MAX_QUOTE);
    return [
        advice,
        said
    ].filter(Boolean).join(' Huawei says: ');
}
/** Without a reason (v1) a listed token is dead. */ function illegalVerdict(reason, code, hasLiving) {
    if (reason === '') return {
        kind: 'token-dead',
        code
    };
    const ruling = (0, _reasons.reasonRuling)(reason);
    const what = {
        code: (0, _reasons.reasonCode)(reason)
    };
    switch(ruling.kind){
        case 'token-dead':
            return {
                kind: 'token-dead',
                ...what
            };
        case 'token-dead-if-others-live':
            return hasLiving ? {
                kind: 'token-dead',
                ...what
            } : {
                kind: 'refused',
                ...what,
                detail: ruling.advice
            };
        case 'unavailable':
            return {
                kind: 'unavailable',
                ...what,
                mayHaveRung: false
            };
        default:
            return {
                kind: ruling.kind,
                ...what,
                ...ruling.advice !== undefined && {
                    detail: ruling.advice
                }
            };
    }
}
/**
 * Token → reason, out of the document inside `msg` (sheet, 4): v1 has a list `illegal_tokens`, v3 an object `illegalTokens` of reason to
 * list, whose keys may have blanks around them. Undefined: there is no such document.
 */ function illegalIn({ msg }) {
    const said = typeof msg === 'string' ? (0, _json.parse)(msg) : undefined;
    if (said === undefined) return undefined;
    const byReason = said['illegalTokens'];
    const lists = [
        [
            '',
            said['illegal_tokens']
        ],
        ...(0, _json.isObject)(byReason) ? Object.entries(byReason).map(([key, list])=>[
                key.trim(),
                list
            ]) : []
    ];
    return new Map(lists.flatMap(([reason, list])=>Array.isArray(list) ? list.filter(isText).map((token)=>[
                token,
                reason
            ]) : []));
}
