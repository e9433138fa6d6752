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
    get dateInChina () {
        return dateInChina;
    },
    get untilMidnightInChina () {
        return untilMidnightInChina;
    }
});
// The day in China (UTC+8, no summer time), where vendors' quotas begin anew.
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
const untilMidnightInChina = (nowMs)=>DAY_MS - (nowMs + CHINA_MS) % DAY_MS;
const dateInChina = (nowMs)=>new Date(nowMs + CHINA_MS).toISOString().slice(0, 10).replaceAll('-', '');
