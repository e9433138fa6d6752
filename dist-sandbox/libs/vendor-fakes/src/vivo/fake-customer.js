// What the fake vivo counts of one customer: requests, logins, the day's messages by class, what each phone has seen today, and its
// tags.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "FakeCustomer", {
    enumerable: true,
    get: function() {
        return FakeCustomer;
    }
});
const _rate = require("../host/rate");
const _fakerequest = require("./fake-request");
const _fakerules = require("./fake-rules");
const _faketags = require("./fake-tags");
const REQUESTS_PER_SECOND = 3_000;
const LOGINS_PER_SECOND = 10;
const OPERATION_PER_DEVICE = 2;
/** Sends to everybody a day. */ const SENDS_TO_ALL = 1;
/** Phones that a send to everybody reaches. */ const MAX_MET = 10_000;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
let FakeCustomer = class FakeCustomer {
    tenant;
    tags = new _faketags.Tags();
    requests;
    logins;
    day = 0;
    counts = new Map();
    met = new Set();
    constructor(tenant){
        this.tenant = tenant;
        this.requests = new _rate.Rate(tenant.requestsPerSecond ?? REQUESTS_PER_SECOND);
        this.logins = new _rate.Rate(tenant.loginsPerSecond ?? LOGINS_PER_SECOND);
    }
    mayLogIn(nowMs) {
        return this.logins.mayPass(nowMs);
    }
    /** The code if the rate or the quota of this class has no room for so many. */ overLimit(classification, targets, nowMs) {
        if (!this.requests.mayPass(nowMs)) return 10072;
        const isSystem = classification === 1;
        const quota = isSystem ? this.tenant.quotas?.system : this.tenant.quotas?.operation;
        const isFull = quota !== undefined && this.count(`class ${classification}`, nowMs) + targets > quota;
        if (isFull) return isSystem ? 10073 : 10070;
        this.countUp(`class ${classification}`, targets, nowMs);
        return undefined;
    }
    overSaved(nowMs) {
        if (!this.requests.mayPass(nowMs)) return 10072;
        this.countUp('saved', 1, nowMs);
        return this.count('saved', nowMs) > (this.tenant.quotas?.saved ?? Infinity) ? 10252 : undefined;
    }
    overAll(nowMs) {
        if (!this.requests.mayPass(nowMs)) return 10072;
        this.countUp('all', 1, nowMs);
        return this.count('all', nowMs) > SENDS_TO_ALL ? 10254 : undefined;
    }
    meet(token) {
        if (this.met.size < MAX_MET) this.met.add(token);
    }
    everybody() {
        return [
            ...this.met
        ];
    }
    /** System messages always. Operation messages so many a day, and none with the words of another. */ mayShow(token, fields, nowMs) {
        if ((0, _fakerules.classIn)(fields, this.tenant) === 1 || (0, _fakerules.isTest)(fields)) return true;
        const words = JSON.stringify([
            token,
            (0, _fakerequest.text)(fields['title']),
            (0, _fakerequest.text)(fields['content'])
        ]);
        if (this.count(words, nowMs) > 0) return false;
        if (this.count(`phone ${token}`, nowMs) >= (this.tenant.deviceQuota ?? OPERATION_PER_DEVICE)) return false;
        this.countUp(words, 1, nowMs);
        this.countUp(`phone ${token}`, 1, nowMs);
        return true;
    }
    count(what, nowMs) {
        this.turnDay(nowMs);
        return this.counts.get(what) ?? 0;
    }
    countUp(what, by, nowMs) {
        this.counts.set(what, this.count(what, nowMs) + by);
    }
    /** Days end at midnight in China; yesterday's counts go with the day. */ turnDay(nowMs) {
        const day = Math.floor((nowMs + CHINA_MS) / DAY_MS);
        if (day !== this.day) this.counts.clear();
        this.day = day;
    }
};
