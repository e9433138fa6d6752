// When has a flow settled what its partitions held at a moment? For a decision that must not overtake the facts before it.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Settling", {
    enumerable: true,
    get: function() {
        return Settling;
    }
});
const _deadline = require("../deadline");
let Settling = class Settling {
    progress;
    waiting = [];
    settled = 0;
    constructor(progress){
        this.progress = progress;
    }
    /** How often something was settled: the same number twice means that nothing was in between. */ get count() {
        return this.settled;
    }
    /** Something was settled. */ moved() {
        this.settled += 1;
        for (const go of this.waiting.splice(0))go();
    }
    /** Resolves with true when these are settled, as far as they are this process's, and with false when the time is over. */ async upTo(ranges, withinMs) {
        const endMs = performance.now() + withinMs;
        while(!this.progress.isAt(ranges)){
            const next = new Promise((go)=>this.waiting.push(go));
            if (!await (0, _deadline.within)(next, endMs - performance.now())) return false;
        }
        return true;
    }
};
