// When vivo's days and hours begin anew, in China.
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
    get untilMidnight () {
        return untilMidnight;
    },
    get untilSeven () {
        return untilSeven;
    }
});
const _chinaday = require("../shared/china-day");
/** Operation messages may go from 07:00 to 23:00 (sheet 5). */ const SEVEN_MS = 7 * 3_600_000;
const untilMidnight = _chinaday.untilMidnightInChina;
const untilSeven = (nowMs)=>(0, _chinaday.untilMidnightInChina)(nowMs - SEVEN_MS);
