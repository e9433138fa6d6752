// Meizu's codes and what we make of each. `source` is the section of the sheet made from the vendor's HTTP API document of April 2025 and
// its Java SDK 1.2.13 (README.md): 4.1 codes of an answer, 4.2 codes of single phones inside an accepted one. 110010 is in both and means
// "too fast" in one and "notifications switched off" in the other.
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
    get ANSWER_CODES () {
        return ANSWER_CODES;
    },
    get ANSWER_FAMILIES () {
        return ANSWER_FAMILIES;
    },
    get PHONE_CODES () {
        return PHONE_CODES;
    },
    get PHONE_FAMILIES () {
        return PHONE_FAMILIES;
    },
    get rulingOfAnswer () {
        return rulingOfAnswer;
    },
    get rulingOfPhone () {
        return rulingOfPhone;
    }
});
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const REFUSED = {
    kind: 'refused'
};
const refused = (advice)=>({
        kind: 'refused',
        advice
    });
const broken = (advice)=>({
        kind: 'credential-broken',
        advice
    });
/** Meizu says it did not do it. */ const LATER = {
    kind: 'unavailable',
    mayHaveRung: false
};
const later = (wait, advice)=>({
        kind: 'unavailable',
        mayHaveRung: false,
        wait,
        isLocal: true,
        advice
    });
/** Meizu does not know what became of it. */ const UNSURE = {
    kind: 'unavailable',
    mayHaveRung: true
};
const DEAD = {
    kind: 'token-dead',
    onlyIfAlone: false
};
const DEAD_IF_ALONE = {
    kind: 'token-dead',
    onlyIfAlone: true
};
const SPENT = {
    kind: 'throttled',
    wait: 'next-day'
};
const rowsFrom = (source)=>(code, means, ruling)=>({
            code,
            means,
            ruling,
            source
        });
const answer = rowsFrom('4.1');
const phone = rowsFrom('4.2');
const SECRET_ADVICE = 'Enter the AppSecret of this AppID: the AppKey looks like it and is for the client only.';
const ANSWER_CODES = [
    // The signature never expires, so it is not given to whatever address an answer names.
    answer('300', 'sends us elsewhere', LATER),
    answer('500', 'other error', UNSURE),
    answer('1001', 'system error', UNSURE),
    answer('1003', 'server busy', LATER),
    answer('1005', 'parameter wrong', REFUSED),
    answer('1006', 'signature failed', broken(SECRET_ADVICE)),
    answer('110000', 'AppID not valid', broken('Enter the AppID of push.meizu.com, not one of the old platform.')),
    answer('110001', 'AppKey not valid', broken(SECRET_ADVICE)),
    answer('110002', 'pushId not registered', DEAD_IF_ALONE),
    answer('110003', 'pushId not valid', DEAD_IF_ALONE),
    answer('110004', 'required parameter empty', REFUSED),
    answer('110009', 'app is blacklisted', broken('Meizu has blocked this app.')),
    answer('110010', 'app sends too fast', {
        kind: 'throttled',
        wait: SECOND_MS
    }),
    answer('110019', "app's pushes of today are used up", SPENT),
    answer('110031', 'package name not valid', broken('The package name does not belong to this AppID.')),
    answer('110032', 'task id not valid', REFUSED),
    answer('110033', 'AppSecret not valid', broken(SECRET_ADVICE)),
    answer('110051', 'a count limit of the app is exceeded', SPENT),
    answer('110053', 'pass-through not allowed', REFUSED)
];
const PHONE_CODES = [
    phone('201', 'no permission', REFUSED),
    phone('501', 'database error', LATER),
    phone('513', 'internal error', LATER),
    phone('518', 'app sends too fast', {
        kind: 'throttled',
        wait: SECOND_MS
    }),
    phone('519', 'overloaded', LATER),
    phone('520', 'folded: more than five in a minute', later(MINUTE_MS, 'More than five in a minute to this phone.')),
    phone('110002', 'pushId not subscribed', DEAD),
    phone('110003', 'pushId not valid', DEAD),
    phone('110005', 'alias not subscribed', REFUSED),
    phone('110010', 'notifications switched off', refused('Notifications are switched off on this phone.')),
    phone('110011', 'public messages of today used up', later('next-day', 'No more public messages to this phone today; private ones have no limit.'))
];
const ANSWER_FAMILIES = [
    {
        from: 500,
        to: 599,
        ruling: UNSURE
    },
    {
        from: 1000,
        to: 1099,
        ruling: UNSURE
    },
    {
        from: 110000,
        to: 110099,
        ruling: LATER
    }
];
const PHONE_FAMILIES = [
    {
        from: 200,
        to: 299,
        ruling: REFUSED
    },
    {
        from: 500,
        to: 599,
        ruling: LATER
    },
    // The known ones are facts about the phone that a second call does not change.
    {
        from: 110000,
        to: 110099,
        ruling: REFUSED
    }
];
const rulings = (rows, families)=>{
    const known = new Map(rows.map(({ code, ruling })=>[
            code,
            ruling
        ]));
    const inFamily = (code)=>families.find(({ from, to })=>/^\d{1,9}$/.test(code) && Number(code) >= from && Number(code) <= to);
    return (code)=>known.get(code) ?? inFamily(code)?.ruling ?? LATER;
};
const rulingOfAnswer = rulings(ANSWER_CODES, ANSWER_FAMILIES);
const rulingOfPhone = rulings(PHONE_CODES, PHONE_FAMILIES);
