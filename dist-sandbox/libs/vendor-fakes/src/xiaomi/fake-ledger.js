// What the fake Xiaomi knows of one customer beside the rules: counters of messages, phones it has reached, topics and who listens, and
// what waits for its hour.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Ledger", {
    enumerable: true,
    get: function() {
        return Ledger;
    }
});
const _fakeschedule = require("./fake-schedule");
const MAX_MESSAGES = 10_000;
/** Phones that a message to everybody reaches. */ const MAX_MET = 10_000;
let Ledger = class Ledger {
    schedule = new _fakeschedule.Schedule();
    messages = new Map();
    jobs = new Map();
    met = new Set();
    topics = new Map();
    remember(id, jobKeys, counters) {
        note(this.messages, id, counters);
        for (const jobKey of jobKeys){
            const { atMs, resolved } = this.jobs.get(jobKey) ?? {
                atMs: counters.atMs,
                resolved: 0
            };
            note(this.jobs, jobKey, {
                ...counters,
                atMs,
                resolved: resolved + counters.resolved
            });
        }
        this.messages = newest(this.messages);
        this.jobs = newest(this.jobs);
    }
    /** By message id or by job key. */ countersOf(name) {
        return this.messages.get(name) ?? this.jobs.get(name);
    }
    /** Messages that came in this time, both ends included, oldest first. In epoch ms. */ between(fromMs, toMs) {
        return [
            ...this.messages
        ].filter(([, { atMs }])=>atMs >= fromMs && atMs <= toMs);
    }
    meet(token) {
        if (this.met.size < MAX_MET) this.met.add(token);
    }
    everybody() {
        return [
            ...this.met
        ];
    }
    subscribe(topic, tokens) {
        const listeners = this.topics.get(topic) ?? new Set();
        if (this.topics.size < MAX_MESSAGES) this.topics.set(topic, listeners);
        for (const token of tokens)listeners.add(token);
    }
    unsubscribe(topic, tokens) {
        for (const token of tokens)this.topics.get(topic)?.delete(token);
    }
    topicsOf(token) {
        return [
            ...this.topics
        ].filter(([, listeners])=>listeners.has(token)).map(([topic])=>topic);
    }
    /** UNION: of any. INTERSECTION: of all. EXCEPT: of the first and none of the others. */ listenersOf(topics, operation) {
        const [first = new Set(), ...others] = topics.map((topic)=>this.topics.get(topic) ?? new Set());
        if (operation === 'INTERSECTION') return [
            ...first
        ].filter((one)=>others.every((set)=>set.has(one)));
        if (operation === 'EXCEPT') return [
            ...first
        ].filter((one)=>others.every((set)=>!set.has(one)));
        return [
            ...new Set([
                first,
                ...others
            ].flatMap((set)=>[
                    ...set
                ]))
        ];
    }
};
/** To the end of the map: the first one is the one longest silent. */ function note(counted, name, counters) {
    counted.delete(name);
    counted.set(name, counters);
}
/** Many are forgotten at once: to look for the first entry of a map that has lost many is slow. */ const newest = (counted)=>counted.size <= 2 * MAX_MESSAGES ? counted : new Map([
        ...counted
    ].slice(-MAX_MESSAGES));
