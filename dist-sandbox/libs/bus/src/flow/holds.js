// Which partitions of a flow are paused, and why. A partition is read again when its last cause is gone.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Holds", {
    enumerable: true,
    get: function() {
        return Holds;
    }
});
const _log = require("../log");
let Holds = class Holds {
    valve;
    partitions = [];
    causes = new Map();
    constructor(valve){
        this.valve = valve;
    }
    /** A new assignment begins with these causes; what was held before is forgotten. */ assign(partitions, causes) {
        const before = this.partitions.filter((partition)=>this.isHeld(partition));
        this.partitions = partitions;
        this.causes.clear();
        for (const partition of partitions)this.causes.set((0, _log.keyOf)(partition), new Set(causes));
        if (causes.length > 0) this.valve.pause(partitions);
        const gone = before.filter((partition)=>!this.isHeld(partition));
        if (gone.length > 0) this.valve.resume(gone);
    }
    /** Of the assigned partitions, those of a topic, or all. */ of(topic) {
        return topic === undefined ? this.partitions : this.partitions.filter((one)=>one.topic === topic);
    }
    hold(cause, partitions) {
        const added = partitions.filter((partition)=>{
            const causes = this.causes.get((0, _log.keyOf)(partition));
            return causes !== undefined && causes.size === 0;
        });
        for (const partition of partitions)this.causes.get((0, _log.keyOf)(partition))?.add(cause);
        if (added.length > 0) this.valve.pause(added);
    }
    release(cause, partitions) {
        const freed = partitions.filter((partition)=>{
            const causes = this.causes.get((0, _log.keyOf)(partition));
            return causes?.delete(cause) === true && causes.size === 0;
        });
        if (freed.length > 0) this.valve.resume(freed);
    }
    has(cause) {
        return [
            ...this.causes.values()
        ].some((causes)=>causes.has(cause));
    }
    isHeld(partition) {
        return (this.causes.get((0, _log.keyOf)(partition))?.size ?? 0) > 0;
    }
};
