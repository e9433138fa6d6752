// The deadline of one send, shared by the steps that it takes, and how late each of them may begin.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "TimeLeft", {
    enumerable: true,
    get: function() {
        return TimeLeft;
    }
});
const _vendor = require("../vendor");
/** Of the deadline. A call that is begun with less is hardly answered in time, and then nobody knows whether a phone rang. */ const LEAST_SHARE = 0.2;
/** As an exchange that was never begun. */ const NOT_SENT = {
    kind: 'no-answer',
    mayHaveArrived: false
};
const TOO_LATE = {
    ...NOT_SENT,
    code: 'deadline'
};
const NOT_IN_TIME = {
    ...NOT_SENT,
    code: _vendor.NOT_BEGUN
};
let TimeLeft = class TimeLeft {
    deadlineMs;
    begin;
    startedAt = performance.now();
    leastMs;
    hasExchanged = false;
    constructor(deadlineMs, begin){
        this.deadlineMs = deadlineMs;
        this.begin = begin;
        this.leastMs = LEAST_SHARE * deadlineMs;
    }
    /** 0: none. */ get ms() {
        return this.leftOf(this.deadlineMs);
    }
    /** One exchange within what is left, or none if that is too little for an answer, or if it would begin too late. */ exchange(origin, request) {
        const leftMs = this.ms;
        if (leftMs < this.leastMs) return Promise.resolve(TOO_LATE);
        if (this.begin === undefined) return origin.exchange(request, leftMs);
        const beginMs = this.leftOf(this.hasExchanged ? this.begin.lastMs : this.begin.withinMs);
        if (beginMs === 0) return Promise.resolve(NOT_IN_TIME);
        this.hasExchanged = true;
        return origin.exchange(request, leftMs, beginMs);
    }
    /** An access token. It is not waited for longer than the push may wait: whoever wants to wait prepares. */ token(promise, late) {
        return this.waitFor(promise, this.begin?.withinMs, late);
    }
    /** What another step gives. */ wait(promise, late) {
        return this.waitFor(promise, this.begin?.lastMs, late);
    }
    async waitFor(promise, beginMs = Infinity, late) {
        let timer;
        const code = beginMs < this.deadlineMs ? _vendor.NOT_BEGUN : 'deadline';
        const deadline = new Promise((_resolve, reject)=>{
            timer = setTimeout(()=>reject(late(code)), this.leftOf(Math.min(beginMs, this.deadlineMs)));
        });
        try {
            return await Promise.race([
                promise,
                deadline
            ]);
        } finally{
            clearTimeout(timer);
        }
    }
    leftOf(ms) {
        return Math.max(0, Math.ceil(this.startedAt + ms - performance.now()));
    }
};
