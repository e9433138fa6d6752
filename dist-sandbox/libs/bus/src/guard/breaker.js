// Is the handler broken, or are these events strange? A bug that hits every event must hold its topic instead of burying it; a poison event
// among good ones must not. Counts single events that failed for good, by how they failed and by their keys. Pure: what to do is the guard's.
/** So many different keys failed alike, with hardly any success between them: the handler is broken. One user's strange events never do it. */ "use strict";
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
    get BROKEN_KEYS () {
        return BROKEN_KEYS;
    },
    get Breaker () {
        return Breaker;
    }
});
const BROKEN_KEYS = 10;
/** So many that pass between them show that the handler is well: the count begins anew. */ const WELL = 2;
/** Kinds of failure that are told apart; further ones count together. */ const MAX_KINDS = 8;
const OTHER = 'other';
let Breaker = class Breaker {
    keysOf = new Map();
    passed = 0;
    broken = null;
    /** How all of them fail; null: the handler is not broken. */ get brokenBy() {
        return this.broken;
    }
    /** These events passed. Any of them shows a broken handler to be well again. */ succeeded(events) {
        this.passed += events;
        if (this.broken === null && this.passed < WELL) return;
        this.broken = null;
        this.passed = 0;
        this.keysOf.clear();
    }
    /** One event failed, alone and as often as it may. */ failed(kind, key) {
        const isKnown = this.keysOf.has(kind) || this.keysOf.size < MAX_KINDS;
        const named = isKnown ? kind : OTHER;
        const keys = this.keysOf.get(named) ?? new Set();
        this.keysOf.set(named, keys);
        if (keys.size < BROKEN_KEYS) keys.add(key);
        if (keys.size === BROKEN_KEYS) this.broken = named;
    }
};
