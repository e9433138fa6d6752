// What the fake OPPO counts of one customer: users a second, the day's messages, what each phone has seen today, what it sent already
// and whom it has reached; and its tags.
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
const USERS_PER_SECOND = 5_000;
const MARKETING_PER_PHONE = 2;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Pairs of message and phone that are remembered; the vendor does not say how long it does. */ const MAX_REMEMBERED = 200_000;
/** Phones that a broadcast to everybody reaches. */ const MAX_MET = 10_000;
let FakeCustomer = class FakeCustomer {
    tenant;
    tags = new _faketags.Tags();
    users;
    day = 0;
    counts = new Map();
    sent = new Set();
    met = new Set();
    constructor(tenant){
        this.tenant = tenant;
        this.users = new _rate.Rate(tenant.usersPerSecond ?? USERS_PER_SECOND);
    }
    get appId() {
        return this.tenant.appId ?? '3000000';
    }
    meet(phone) {
        if (this.met.size < MAX_MET) this.met.add(phone);
    }
    everybody() {
        return [
            ...this.met
        ];
    }
    /** The vendor counts addressed users; whoever addresses none counts as one. */ isFast(users, nowMs) {
        return !this.users.mayPass(nowMs, Math.max(1, users));
    }
    maySave(nowMs) {
        return this.countUp('saved', 1, nowMs) <= (this.tenant.savedPerDay ?? Infinity);
    }
    /** Is there room in the day for so many of this notification? Communication and service are unlimited. */ hasRoom(fields, users, nowMs) {
        if (!(0, _fakerules.isMarketing)(fields)) return true;
        const isRoom = this.count('marketing', nowMs) + users <= (this.tenant.marketingPerDay ?? Infinity);
        if (isRoom) this.countUp('marketing', users, nowMs);
        return isRoom;
    }
    /** The same `app_message_id` goes to the same phone once. */ isRepeated(fields, target) {
        const id = (0, _fakerequest.text)(fields['app_message_id']);
        const pair = JSON.stringify([
            id,
            target
        ]);
        if (id === '' || this.sent.has(pair)) return id !== '';
        this.sent.add(pair);
        const [oldest] = this.sent;
        if (this.sent.size > MAX_REMEMBERED && oldest !== undefined) this.sent.delete(oldest);
        return false;
    }
    /** A phone over its own limit stays dark; the sender learns it from a receipt at best. */ mayShow(fields, target, nowMs) {
        if (!(0, _fakerules.isMarketing)(fields)) return true;
        return this.countUp(`phone ${target}`, 1, nowMs) <= (this.tenant.marketingPerPhone ?? MARKETING_PER_PHONE);
    }
    /** Accepted, and shown by nobody. */ isKnownChannel({ channel_id: channel }) {
        return (0, _fakerequest.text)(channel) === '' || (this.tenant.channels?.includes((0, _fakerequest.text)(channel)) ?? true);
    }
    count(what, nowMs) {
        this.turnDay(nowMs);
        return this.counts.get(what) ?? 0;
    }
    countUp(what, by, nowMs) {
        const count = this.count(what, nowMs) + by;
        this.counts.set(what, count);
        return count;
    }
    /** Days end at midnight in China; yesterday's counts go with the day. */ turnDay(nowMs) {
        const day = Math.floor((nowMs + CHINA_MS) / DAY_MS);
        if (day !== this.day) this.counts.clear();
        this.day = day;
    }
};
