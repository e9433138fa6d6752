// A shelf in memory: for probes, whose credential is not saved yet, and for tests.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "MemoryShelf", {
    enumerable: true,
    get: function() {
        return MemoryShelf;
    }
});
let MemoryShelf = class MemoryShelf {
    kept;
    turn = Promise.resolve();
    find() {
        return Promise.resolve(this.kept);
    }
    renew(stale, fetch) {
        const mine = this.turn.then(async ()=>{
            if (this.kept !== undefined && this.kept.token !== stale?.token) return this.kept;
            return this.kept = await fetch();
        });
        this.turn = mine.catch(()=>undefined);
        return mine;
    }
};
