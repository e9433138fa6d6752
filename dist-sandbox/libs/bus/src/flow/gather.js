// Natural batching: what arrives while a handler runs forms its next slice. No timer, no waiting while idle.
// One gather per topic and flow; the partitions of one fetch meet in it. It leaves errors to the guard.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Gather", {
    enumerable: true,
    get: function() {
        return Gather;
    }
});
const _promises = require("node:timers/promises");
let Gather = class Gather {
    run;
    maxRecords;
    queue = [];
    running = null;
    /** `run` gets at most `maxRecords` records and never rejects. */ constructor(run, maxRecords){
        this.run = run;
        this.maxRecords = maxRecords;
    }
    /** Resolves when these records, of one partition and in order, are settled or held. */ add(records) {
        return new Promise((end)=>{
            this.queue.push({
                records,
                taken: 0,
                settled: 0,
                end
            });
            this.running ??= this.drain();
        });
    }
    /** Resolves when no slice runs. */ async idle() {
        while(this.running !== null)await this.running;
    }
    /** One slice at a time, so that no partition is overtaken by itself. */ async drain() {
        await (0, _promises.setImmediate)(); // the other partitions of the same fetch are handed over in this turn
        while(this.queue.length > 0){
            const shares = this.cut();
            const slice = shares.flatMap(({ entry, from, to })=>entry.records.slice(from, to));
            this.share(shares, await this.run(slice));
        }
        this.running = null;
    }
    cut() {
        const shares = [];
        let room = this.maxRecords;
        for (const entry of this.queue){
            if (room === 0) break;
            const from = entry.taken;
            const to = Math.min(entry.records.length, from + room);
            entry.taken = to;
            room -= to - from;
            shares.push({
                entry,
                from,
                to
            });
        }
        return shares;
    }
    share(shares, end) {
        let before = 0;
        for (const { entry, from, to } of shares){
            entry.settled += clamp(end.settled - before, 0, to - from);
            before += to - from;
            if (entry.settled < to || entry.settled === entry.records.length) this.finish(entry, end.held);
        }
        if (end.held !== undefined) for (const entry of [
            ...this.queue
        ])this.finish(entry, end.held);
    }
    finish(entry, held) {
        this.queue.splice(this.queue.indexOf(entry), 1);
        const isHeld = held !== undefined && entry.settled < entry.records.length;
        entry.end(isHeld ? {
            settled: entry.settled,
            held
        } : {
            settled: entry.settled
        });
    }
};
const clamp = (value, low, high)=>Math.min(Math.max(value, low), high);
