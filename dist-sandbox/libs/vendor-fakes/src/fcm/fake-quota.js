// FCM's rates (sheet, 5): a project's bucket, refilled fully each minute, and what one Android phone may get in a minute and an hour.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Quota", {
    enumerable: true,
    get: function() {
        return Quota;
    }
});
const _fakeanswers = require("./fake-answers");
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Phones whose counts are kept; the one longest silent is forgotten first. */ const MAX_PHONES = 100_000;
const opened = ()=>({
        beganAtMs: 0,
        count: 0
    });
const used = ({ beganAtMs, count }, lengthMs, nowMs)=>nowMs - beganAtMs < lengthMs ? count : 0;
/** Counts one more. A window begins with the first message after the last one is over: minutes are not aligned to the clock. */ function countUp(window, lengthMs, nowMs) {
    if (nowMs - window.beganAtMs >= lengthMs) Object.assign(window, {
        beganAtMs: nowMs,
        count: 0
    });
    window.count++;
}
const left = ({ beganAtMs }, lengthMs, nowMs)=>Math.max(1, Math.ceil((beganAtMs + lengthMs - nowMs) / 1000));
let Quota = class Quota {
    tenant;
    project = opened();
    phones = new Map();
    constructor(tenant){
        this.tenant = tenant;
    }
    /** A message that is refused for another reason than a rate is one of the project's too. */ counted(refusal, nowMs) {
        countUp(this.project, MINUTE_MS, nowMs);
        return refusal;
    }
    /** One more good message; `phone` is empty if no phone has a rate for it. Undefined: it may go. Else it counts nowhere. */ take(phone, nowMs) {
        const over = this.overProject(nowMs) ?? (phone === '' ? undefined : this.takeFromPhone(phone, nowMs));
        if (over === undefined) countUp(this.project, MINUTE_MS, nowMs);
        return over;
    }
    overProject(nowMs) {
        const { messagesPerMinute = 600_000, projectId } = this.tenant;
        if (used(this.project, MINUTE_MS, nowMs) < messagesPerMinute) return undefined;
        const waitSeconds = left(this.project, MINUTE_MS, nowMs);
        return (0, _fakeanswers.quotaExceeded)(`project:${projectId}`, 'Project message rate exceeded', waitSeconds);
    }
    takeFromPhone(phone, nowMs) {
        const { deviceMessagesPerMinute = 240, deviceMessagesPerHour = 5_000 } = this.tenant;
        const { minute, hour } = this.countsOf(phone);
        const isOverHour = used(hour, HOUR_MS, nowMs) >= deviceMessagesPerHour;
        if (isOverHour || used(minute, MINUTE_MS, nowMs) >= deviceMessagesPerMinute) {
            const waitSeconds = isOverHour ? left(hour, HOUR_MS, nowMs) : left(minute, MINUTE_MS, nowMs);
            return (0, _fakeanswers.quotaExceeded)('device', 'Device message rate exceeded', waitSeconds);
        }
        countUp(minute, MINUTE_MS, nowMs);
        countUp(hour, HOUR_MS, nowMs);
        return undefined;
    }
    countsOf(phone) {
        const counts = this.phones.get(phone) ?? {
            minute: opened(),
            hour: opened()
        };
        this.phones.delete(phone);
        this.phones.set(phone, counts);
        this.forgetOldest();
        return counts;
    }
    forgetOldest() {
        if (this.phones.size <= MAX_PHONES) return;
        const oldest = this.phones.keys().next().value;
        if (oldest !== undefined) this.phones.delete(oldest);
    }
};
