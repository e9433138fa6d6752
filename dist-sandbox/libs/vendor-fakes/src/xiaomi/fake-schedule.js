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
    get Schedule () {
        return Schedule;
    },
    get sendTimeOf () {
        return sendTimeOf;
    }
});
// Messages that wait for their hour (`time_to_send`), and who asks for one or takes it back. What the answers say beside their code is
// not documented; the code for a job that is not there is an assumption.
const DAY_MS = 86_400_000;
/** Older pages say 7 days. */ const LONGEST_WAIT_MS = 30 * DAY_MS;
/** The longest that a timer can wait: what is due later comes then, because no fake lives so long. */ const LONGEST_TIMER_MS = 2_147_483_647;
const MAX_WAITING = 10_000;
function sendTimeOf(text, nowMs) {
    if (!/^\d{0,15}$/.test(text ?? '')) return false;
    const atMs = Number(text ?? 0);
    if (atMs <= nowMs) return undefined;
    return atMs - nowMs <= LONGEST_WAIT_MS ? atMs : false;
}
let Schedule = class Schedule {
    jobs = new Map();
    /** Of too many the oldest are never sent: they would only fill the memory. */ add(id, keys, waitMs, send) {
        const [oldest] = this.jobs.keys();
        if (this.jobs.size >= MAX_WAITING && oldest !== undefined) this.cancel(oldest);
        const timer = setTimeout(()=>{
            this.jobs.delete(id);
            send();
        }, Math.min(waitMs, LONGEST_TIMER_MS));
        this.jobs.set(id, {
            keys,
            timer: timer.unref()
        });
    }
    has(id) {
        return this.jobs.has(id);
    }
    /** False: no such job waits. */ cancel(id) {
        clearTimeout(this.jobs.get(id)?.timer);
        return this.jobs.delete(id);
    }
    cancelByKey(key) {
        const ids = [
            ...this.jobs
        ].filter(([, { keys }])=>keys.includes(key)).map(([id])=>id);
        for (const id of ids)this.cancel(id);
        return ids.length > 0;
    }
    clear() {
        for (const id of [
            ...this.jobs.keys()
        ])this.cancel(id);
    }
};
