// The guard stands between the log and a handler. Whatever a handler or a record does, what comes out is: these are settled, and, if so,
// the others wait. It leaves waiting to the flow, making slices to the gather, and trying a handler in pieces to the handling.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Guard", {
    enumerable: true,
    get: function() {
        return Guard;
    }
});
const _handling = require("./handling");
const _inspect = require("./inspect");
const _mentions = require("./mentions");
const _remarks = require("./remarks");
let Guard = class Guard {
    guarded;
    handling;
    isMeant = ()=>true;
    constructor(guarded){
        this.guarded = guarded;
        this.handling = new _handling.Handling(guarded.topic, guarded.handle, guarded.now);
        if (guarded.mentioning) this.isMeant = (0, _mentions.mentionsAny)(guarded.mentioning);
    }
    /** The handler fails on every event. */ get isBroken() {
        return this.handling.isBroken;
    }
    /** Never rejects. Records settle from the first on, so that a partition never has an open record behind a settled one. */ async settle(slice) {
        try {
            return await this.settleSlice(slice);
        } catch (error) {
            return {
                settled: 0,
                held: error
            }; // a bug of ours: nothing is skipped, and it shows
        }
    }
    async settleSlice(slice) {
        const dead = new Map();
        const good = this.readable(slice, dead);
        const { done, rejections, held } = await this.handling.handle(good);
        for (const { delivered, reason, detail } of rejections)dead.set(delivered.record, {
            record: delivered.record,
            reason,
            detail
        });
        const open = good[done]?.record;
        const settled = open === undefined ? slice.length : slice.indexOf(open);
        return this.bury(slice.slice(0, settled), dead, held);
    }
    readable(slice, dead) {
        const good = [];
        for (const record of slice){
            if (!this.isMeant(record.value)) continue;
            const inspection = this.inspect(record);
            if (inspection.ok) good.push(inspection.delivered);
            else dead.set(record, {
                record,
                reason: inspection.reason,
                detail: inspection.detail
            });
        }
        return good;
    }
    /** Contracts read any bytes without throwing; if one does not, its record must not take the others down. */ inspect(record) {
        if (record.notDecodable !== undefined) return {
            ok: false,
            reason: 'not-decodable',
            detail: record.notDecodable
        };
        try {
            const inspection = (0, _inspect.inspect)(this.guarded.topic, record);
            if (inspection.ok && inspection.remarks) (0, _remarks.countRemarks)(this.guarded.topic.name, inspection.remarks);
            return inspection;
        } catch (error) {
            return {
                ok: false,
                reason: 'handler-failed',
                detail: `reading it failed: ${(0, _handling.named)(error)}`
            };
        }
    }
    async bury(settled, dead, held) {
        const letters = settled.flatMap((record)=>dead.get(record) ?? []);
        try {
            await this.guarded.bury(letters);
        } catch (error) {
            const first = letters[0];
            return {
                settled: first === undefined ? 0 : settled.indexOf(first.record),
                held: error
            };
        }
        return held === undefined ? {
            settled: settled.length
        } : {
            settled: settled.length,
            held
        };
    }
};
