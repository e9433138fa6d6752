// A customer of the fake Meizu with all that is counted for it, and what becomes of one phone of a push.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Customer", {
    enumerable: true,
    get: function() {
        return Customer;
    }
});
const _rate = require("../host/rate");
const _tricks = require("../host/tricks");
const _fakecounts = require("./fake-counts");
const _fakedevices = require("./fake-devices");
const _fakemessage = require("./fake-message");
const _fakestatistics = require("./fake-statistics");
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Phones that a push to all reaches beside those that subscribed to anything. */ const MAX_MET = 10_000;
let Customer = class Customer {
    tenant;
    devices = new _fakedevices.Devices();
    statistics = new _fakestatistics.Statistics();
    byMinute = new _fakecounts.Counts(MINUTE_MS);
    byDay = new _fakecounts.Counts(DAY_MS, CHINA_MS);
    met = new Set();
    rate;
    constructor(tenant){
        this.tenant = tenant;
        this.rate = rateOf(tenant);
    }
    forget() {
        this.byMinute.clear();
        this.byDay.clear();
        this.devices.clear();
        this.statistics.clear();
        this.met.clear();
        this.rate = rateOf(this.tenant);
    }
    meet(phone) {
        if (this.met.size < MAX_MET) this.met.add(phone);
    }
    everybody() {
        return [
            ...new Set([
                ...this.devices.all(),
                ...this.met
            ])
        ];
    }
    mayAsk(nowMs) {
        return this.rate.mayPass(nowMs);
    }
    hasPushesLeft(targets, nowMs) {
        const { pushesPerDay = Infinity } = this.tenant;
        return this.byDay.up('app', nowMs, targets) <= pushesPerDay;
    }
    owns(form) {
        const { packageNames } = this.tenant;
        const named = (form.get('restrictedPackageNames') ?? '').split(',').filter(Boolean);
        return named.length <= 50 && named.every((name)=>packageNames?.includes(name) ?? true);
    }
    /** Not subscribed, or all its phones are switched off. */ isAliasSilent(alias) {
        const phones = this.devices.phonesOfAlias(alias);
        if (phones === undefined) return (0, _tricks.isDeadToken)(alias) || alias.startsWith('off-');
        return phones.every((phone)=>this.devices.isOff(phone));
    }
    /** Phones that a target stands for. An alias that nobody subscribed to is a phone of that name, so that a test needs no devices. */ phonesOf(target, isAlias) {
        return isAlias ? this.devices.phonesOfAlias(target) ?? [
            target
        ] : [
            target
        ];
    }
    /** "code501-…", "unknown-…", "dead-…" and "off-…" say themselves what comes of them. Undefined: it rings. */ codeFor(target, isAlias, { noticeBarInfo }, nowMs) {
        const { perPhoneAndMinute = 5, publicPerPhoneAndDay = 3 } = this.tenant;
        const asked = /^code(\d{3,6})-/.exec(target)?.[1];
        if (asked !== undefined) return asked;
        if (isAlias && this.isAliasSilent(target)) return '110005';
        if (target.startsWith('unknown-')) return '110003';
        if ((0, _tricks.isDeadToken)(target)) return '110002';
        if (target.startsWith('off-') || this.devices.isOff(target)) return '110010';
        if (this.byMinute.up(target, nowMs) > perPhoneAndMinute) return '520';
        const isPublic = (0, _fakemessage.numberIn)(noticeBarInfo, 'noticeMsgType', 0) === 0;
        return isPublic && this.byDay.up(`phone ${target}`, nowMs) > publicPerPhoneAndDay ? '110011' : undefined;
    }
};
const rateOf = ({ requestsPerSecond = 200 })=>new _rate.Rate(requestsPerSecond);
