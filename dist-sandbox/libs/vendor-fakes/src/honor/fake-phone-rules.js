// What happens to an accepted push on its way to one phone, and the receipts that Honor would send about it.
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
    get DailyCaps () {
        return DailyCaps;
    },
    get WaitingReceipts () {
        return WaitingReceipts;
    },
    get fateOf () {
        return fateOf;
    },
    get statusOn () {
        return statusOn;
    }
});
const _tricks = require("../host/tricks");
const _forfakes = require("../../../vendors/src/shared/for-fakes");
/** Receipts that wait to be fetched; the oldest go first. */ const MAX_WAITING = 10_000;
/** Receipts of one callback (sheet, 6). */ const PER_CALLBACK = 100;
const LOW_PER_DAY = 2;
const fateOf = (token)=>(0, _tricks.isDeadToken)(token) ? 'expired' : token.startsWith('fail-') ? 'failed' : 'taken';
let DailyCaps = class DailyCaps {
    day = '';
    counts = new Map();
    /** Whether the phone shows one more. */ hasRoom(token, { lowPerDay = LOW_PER_DAY }, nowMs) {
        const day = (0, _forfakes.dateInChina)(nowMs);
        if (day !== this.day) {
            this.day = day;
            this.counts = new Map();
        }
        const count = (this.counts.get(token) ?? 0) + 1;
        this.counts.set(token, count);
        return count <= lowPerDay;
    }
};
function statusOn(taken, hasRoom) {
    if (taken.token.startsWith('gone-')) return 40000003;
    if (!taken.isNotification) return 40000001;
    if (taken.token.startsWith('muted-')) return 40000005;
    return taken.isLow && !taken.isTest && !hasRoom() ? 40000009 : 40000002;
}
let WaitingReceipts = class WaitingReceipts {
    waiting = [];
    add(status) {
        this.waiting.push(status);
        if (this.waiting.length > 2 * MAX_WAITING) this.waiting = this.waiting.slice(-MAX_WAITING);
    }
    /** Whose callback is the next. */ get appid() {
        return this.waiting[0]?.appid;
    }
    /** The body of the next callback, of one app; undefined if nothing has happened. */ next() {
        const { appid } = this;
        const statuses = [];
        this.waiting = this.waiting.filter((status)=>{
            const isNext = status.appid === appid && statuses.length < PER_CALLBACK;
            if (isNext) statuses.push(status);
            return !isNext;
        });
        if (statuses.length === 0) return undefined;
        return JSON.stringify({
            statuses
        });
    }
};
