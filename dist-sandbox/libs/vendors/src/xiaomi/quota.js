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
    get channelsOverQuota () {
        return channelsOverQuota;
    },
    get untilQuotaReset () {
        return untilQuotaReset;
    }
});
// Xiaomi's daily quotas: when they begin anew, and what an answer says about them.
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
const untilQuotaReset = (nowMs)=>DAY_MS - (nowMs + CHINA_MS) % DAY_MS;
function channelsOverQuota(value) {
    if (typeof value !== 'string') return new Map();
    const pairs = [
        ...value.matchAll(/(?<!\S)(\S+):(\d{1,9})(?=\s|$)/g)
    ];
    return new Map(pairs.map(([, channel = '', count = ''])=>[
            channel,
            Number(count)
        ]).filter(([, n])=>n > 0));
}
