// A class whose messages of the day are used up. OPPO asks senders to stop then (sheet 9), so it is remembered here and nothing is sent
// until midnight. It holds for one version of a certificate in one process.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Closures", {
    enumerable: true,
    get: function() {
        return Closures;
    }
});
const _chinaday = require("../shared/china-day");
const _verdicts = require("./verdicts");
/** "Messages over the daily limit" (sheet 4). */ const USED_UP = '33';
const DETAIL = 'OPPO said so before; until midnight in China nothing of this class is sent.';
let Closures = class Closures {
    untilMs = new Map();
    /** Undefined: nothing speaks against this call. */ verdictOn(request, nowMs) {
        const leftMs = (this.untilMs.get(request.class) ?? 0) - nowMs;
        return leftMs > 0 ? (0, _verdicts.closed)({
            code: USED_UP,
            detail: DETAIL
        }, request, leftMs) : undefined;
    }
    learn(request, verdicts, nowMs) {
        const isUsedUp = verdicts.some((verdict)=>'code' in verdict && verdict.code === USED_UP);
        if (isUsedUp) this.untilMs.set(request.class, nowMs + (0, _chinaday.untilMidnightInChina)(nowMs));
    }
};
