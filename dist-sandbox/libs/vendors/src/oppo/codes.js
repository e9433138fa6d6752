// OPPO's codes and what we make of each. Sources: `both` is the vendor's list (document 11235) and its SDK, `page` the list alone, `one` a
// single source; all stand in the sheet's section 4, "Codes and reactions".
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
    get TOKEN_REFUSED () {
        return TOKEN_REFUSED;
    },
    get rulingOf () {
        return rulingOf;
    }
});
const REFUSED = {
    kind: 'refused'
};
const REFUSED_ALL = {
    kind: 'refused',
    isForAll: true
};
const THROTTLED = {
    kind: 'throttled'
};
const LATER = {
    kind: 'unavailable'
};
const DEAD = {
    kind: 'token-dead'
};
const broken = (advice)=>({
        kind: 'credential-broken',
        advice
    });
const misconfigured = (advice)=>({
        kind: 'misconfigured',
        advice
    });
const row = (code, means, ruling, source = 'both')=>({
        code,
        means,
        ruling,
        source
    });
const TOKEN_REFUSED = [
    11,
    29
];
/** A malformed registration ID. A dead one is accepted, and its death comes as a receipt. */ const BAD_REGISTRATION_ID = 10000;
const KEY_ADVICE = 'OPPO does not know this AppKey.';
const SECRET_ADVICE = 'Enter the MasterSecret that belongs to the AppKey: the AppSecret of the same page is for the client and does not work here.';
const CLOCK = {
    kind: 'unavailable',
    advice: 'The clock of this machine is more than ten minutes off.'
};
const IP_ADVICE = 'OPPO does not let this IP address send.';
const DISABLED_ADVICE = 'The app is disabled at OPPO.';
const PERMISSION_ADVICE = 'The app has no permission to push through the API.';
const TEMPLATE_ADVICE = 'OPPO wants the id of an approved template (templateId) for messages of this category.';
const CATEGORY_ADVICE = 'The category is not granted to the app, or the notify level (16) is not.';
const CODES = [
    row(-1, 'service unavailable', LATER),
    row(-2, 'service in flow control', THROTTLED),
    row(11, 'access token not valid', LATER),
    row(12, 'HTTP method not allowed', REFUSED_ALL),
    row(13, 'too many calls of this app', THROTTLED),
    row(14, 'AppKey not valid', broken(KEY_ADVICE)),
    row(15, 'AppKey missing', broken(KEY_ADVICE)),
    row(16, 'signature not valid', broken(SECRET_ADVICE)),
    row(17, 'signature missing', broken(SECRET_ADVICE)),
    row(18, 'timestamp missing', CLOCK),
    row(19, 'timestamp not valid', CLOCK),
    row(20, 'method not valid', REFUSED_ALL),
    row(21, 'method missing', REFUSED_ALL),
    row(22, 'version missing', REFUSED_ALL),
    row(23, 'version not valid', REFUSED_ALL),
    row(24, 'version not supported', REFUSED_ALL),
    row(25, 'encoding is not UTF-8', REFUSED_ALL),
    row(26, 'IP address blacklisted', broken(IP_ADVICE)),
    row(27, 'access to this function denied', {
        kind: 'way-closed',
        advice: PERMISSION_ADVICE
    }),
    row(28, 'app disabled', broken(DISABLED_ADVICE)),
    row(29, 'access token missing', LATER),
    row(30, 'app may not push through the API', broken(PERMISSION_ADVICE)),
    row(31, 'no such data, for instance a saved message', LATER),
    row(32, 'data sent twice', {
        kind: 'taken'
    }),
    row(33, 'messages of today used up', {
        kind: 'class-closed'
    }),
    row(34, 'pictures of today used up', REFUSED),
    row(40, 'required argument missing', REFUSED),
    row(41, 'argument not valid: length, form or forbidden words', REFUSED),
    row(42, 'saved messages of today used up', {
        kind: 'way-closed',
        isForToday: true
    }, 'one'),
    row(51, 'picture not valid', REFUSED),
    row(54, 'private_msg_template_id is null', misconfigured(TEMPLATE_ADVICE), 'page'),
    row(55, 'too many calls of this app', THROTTLED, 'page'),
    row(59, 'no right to a fallback link', REFUSED, 'page'),
    row(67, 'category wrong or notify_level not allowed', misconfigured(CATEGORY_ADVICE), 'page'),
    row(69, 'limit of all OPPO', THROTTLED, 'one'),
    row(BAD_REGISTRATION_ID, 'registration ID malformed', DEAD)
];
const FAMILIES = [
    {
        from: 500,
        to: 599,
        ruling: LATER
    },
    {
        from: 10_001,
        to: 20_000,
        ruling: REFUSED
    }
];
const byCode = new Map(CODES.map((known)=>[
        known.code,
        known.ruling
    ]));
function rulingOf(code, words) {
    // One integrator sees 41 for a malformed registration ID; only the words tell (sheet 4, code 41). We also send a field named after it.
    if (code === 41 && /(?<!verify[ _]?)registration[ _]?id|regid/i.test(words)) return DEAD;
    const family = FAMILIES.find(({ from, to })=>code >= from && code <= to);
    return byCode.get(code) ?? family?.ruling ?? LATER;
}
