// The Retry-After header (RFC 9110, 10.2.3) → a wait that we are willing to obey.
/** An honest overload passes within an hour; more is taken for a mistake, and asking again once an hour hurts nobody. */ "use strict";
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
    get MAX_RETRY_AFTER_MS () {
        return MAX_RETRY_AFTER_MS;
    },
    get answeredAtMs () {
        return answeredAtMs;
    },
    get retryAfterMs () {
        return retryAfterMs;
    }
});
const MAX_RETRY_AFTER_MS = 3_600_000;
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const answeredAtMs = (date)=>{
    const saidMs = date !== undefined && HTTP_DATE.test(date) ? Date.parse(date) : NaN;
    return Number.isNaN(saidMs) ? Date.now() : saidMs;
};
function retryAfterMs(header, nowMs) {
    const value = header?.trim() ?? '';
    const waitMs = /^\d{1,15}$/.test(value) ? Number(value) * 1000 : HTTP_DATE.test(value) ? Date.parse(value) - nowMs : NaN;
    return waitMs >= 0 ? Math.min(waitMs, MAX_RETRY_AFTER_MS) : undefined;
}
