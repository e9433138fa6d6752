// Honor's codes and what we make of each. `source` is where the sheet has it (docs of November 2026): section and grade, where
// V is the vendor's text, 2 several independent senders, 1 one of them, G analogy with the API that this one descends from.
// The classifier of section 4 keeps the unverified ones from carrying weight: families decide as the rows do.
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
    get CODES () {
        return CODES;
    },
    get FAMILIES () {
        return FAMILIES;
    },
    get TOKEN_ADVICE () {
        return TOKEN_ADVICE;
    },
    get rulingOf () {
        return rulingOf;
    }
});
const REFUSED = {
    kind: 'refused'
};
const THROTTLED = {
    kind: 'throttled'
};
/** Honor says it did not do it. */ const LATER = {
    kind: 'unavailable',
    mayHaveRung: false
};
/** Honor does not know what became of it. */ const UNSURE = {
    kind: 'unavailable',
    mayHaveRung: true
};
const TOKEN_ADVICE = 'Honor takes no access token of this Client ID for this App ID: enter three values of one app.';
const TOKEN = {
    kind: 'credential-broken',
    isToken: true,
    advice: TOKEN_ADVICE
};
const row = (code, means, ruling, source)=>({
        code,
        means,
        ruling,
        source
    });
const CODES = [
    row(200, 'accepted; the lists are read all the same', {
        kind: 'accepted'
    }, 'section 4, 2'),
    row(400, 'bad request', REFUSED, 'section 4, 1'),
    row(401, 'not authenticated', TOKEN, 'section 4, 1'),
    row(403, 'access token of another app', TOKEN, 'section 4, 1'),
    row(404, 'no such address', LATER, 'section 4, 1'),
    row(429, 'too many requests', THROTTLED, 'section 4, 1'),
    row(500, 'internal error', UNSURE, 'section 4, 1'),
    row(502, 'bad gateway', UNSURE, 'section 4, 1'),
    row(503, 'flow control', THROTTLED, 'section 4, 1'),
    row(504, 'gateway timeout', UNSURE, 'section 4, 1'),
    row(80000000, 'success, spelled as by its ancestor', {
        kind: 'accepted'
    }, 'section 4, 1'),
    row(80100000, 'partial success', {
        kind: 'partly'
    }, 'section 4, 1'),
    row(80100001, 'parameter error', REFUSED, 'section 4, G'),
    row(80100003, 'message structure error', REFUSED, 'section 4, G'),
    row(80100004, 'ttl expired', REFUSED, 'section 4, G'),
    row(80100016, 'sensitive content', REFUSED, 'section 4, G'),
    row(80200001, 'authentication error', TOKEN, 'section 4, G'),
    row(80200003, 'access token expired', TOKEN, 'section 4, G'),
    row(80300002, 'app may not send', {
        kind: 'credential-broken',
        isToken: false,
        advice: 'Honor does not let this app send.'
    }, 'section 4, G'),
    row(80300007, 'all tokens invalid', {
        kind: 'tokens-dead'
    }, 'section 4, G'),
    row(80300008, 'body too large', REFUSED, 'section 4, G'),
    row(80300010, 'too many tokens', {
        kind: 'split'
    }, 'section 4, G'),
    row(80300011, 'no right for this message level', {
        kind: 'refused',
        advice: 'Lower the importance, or apply for the right in the console.'
    }, 'section 4, G'),
    row(80600003, 'OAuth request failed', LATER, 'section 4, G'),
    row(81000001, 'internal error', UNSURE, 'section 4, G')
];
const FAMILIES = [
    {
        from: 80000000,
        to: 80099999,
        ruling: UNSURE
    },
    {
        from: 80100000,
        to: 80199999,
        ruling: REFUSED
    },
    {
        from: 80200000,
        to: 80299999,
        ruling: TOKEN
    },
    {
        from: 80300000,
        to: 80399999,
        ruling: REFUSED
    },
    {
        from: 80600000,
        to: 80699999,
        ruling: LATER
    },
    {
        from: 81000000,
        to: 81999999,
        ruling: UNSURE
    }
];
const byCode = new Map(CODES.map((known)=>[
        known.code,
        known.ruling
    ]));
const rulingOf = (code)=>byCode.get(code) ?? FAMILIES.find(({ from, to })=>code >= from && code <= to)?.ruling;
