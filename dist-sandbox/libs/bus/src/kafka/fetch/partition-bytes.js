// What a fetch brought of one partition, as messages: control records and aborted transactions are left out, a batch that cannot be
// decoded becomes one message, a batch that was cut off at the end comes again with the next fetch.
"use strict";
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
    get PartitionBytes () {
        return PartitionBytes;
    },
    get budgetOf () {
        return budgetOf;
    }
});
const _message = require("./message");
const _notdecodable = require("./not-decodable");
const _oldmessage = require("./old-message");
const _recordbatch = require("./record-batch");
const budgetOf = (limits)=>({
        sizeBytes: limits.maxInflatedBytes,
        records: limits.maxRecords
    });
const MAGIC_AT = 16;
/** Offset and size, which stand in front of what the size counts. */ const FRONT_BYTES = 12;
let PartitionBytes = class PartitionBytes {
    bytes;
    endOffset;
    budget;
    limits;
    messages = [];
    open = new Set();
    aborted;
    nextOffset = null;
    constructor(bytes, aborted, endOffset, budget, limits = _notdecodable.LIMITS){
        this.bytes = bytes;
        this.endOffset = endOffset;
        this.budget = budget;
        this.limits = limits;
        this.aborted = [
            ...aborted
        ].sort((a, b)=>a.firstOffset < b.firstOffset ? -1 : 1);
    }
    async read() {
        for(let at = 0; this.bytes.length - at > MAGIC_AT && this.mayGoOn();){
            const size = this.bytes.readInt32BE(at + 8);
            const end = at + FRONT_BYTES + size;
            if (end > this.bytes.length) break; // cut off: it comes again
            const isSane = size >= _oldmessage.OLD_MESSAGE_BYTES - FRONT_BYTES;
            const stop = isSane ? end : this.bytes.length;
            await this.add(this.bytes.subarray(at, stop), stop);
            at = stop;
        }
        return {
            messages: this.messages,
            nextOffset: this.nextOffset
        };
    }
    mayGoOn() {
        return this.budget.sizeBytes > 0 && this.budget.records > 0;
    }
    async add(entry, end) {
        const magic = entry.readInt8(MAGIC_AT);
        if (magic === 2 && entry.length >= _recordbatch.BATCH_HEAD_BYTES) return this.addBatch(entry, end);
        const offset = entry.readBigInt64BE(0);
        const read = async ()=>{
            if (magic !== 0 && magic !== 1) throw new _notdecodable.NotDecodable(`its format (magic ${magic}) is unknown`);
            if (!(0, _oldmessage.isWholeMessage)(entry)) throw new _notdecodable.NotDecodable('its checksum is wrong');
            return (0, _oldmessage.messagesOf)(entry, this.limits);
        };
        await this.keep(entry, {
            baseOffset: offset,
            lastOffset: offset,
            maxTimestamp: 0n
        }, read);
    }
    async addBatch(entry, end) {
        const head = (0, _recordbatch.headOf)(entry);
        const isGood = (0, _recordbatch.isWhole)(entry);
        // A damaged batch may lie about its last offset: what follows it must not be skipped.
        if (!isGood) head.lastOffset = this.boundOf(head, end);
        await this.keep(entry, head, async ()=>{
            if (!isGood) throw new _notdecodable.NotDecodable('its checksum is wrong');
            const isHidden = await this.isHidden(entry, head);
            return isHidden ? {
                messages: [],
                sizeBytes: 0
            } : (0, _recordbatch.recordsOf)(entry, head, this.limits);
        });
    }
    boundOf({ baseOffset, lastOffset }, end) {
        const following = end + 8 <= this.bytes.length ? this.bytes.readBigInt64BE(end) : this.endOffset;
        const most = following > baseOffset ? following - 1n : baseOffset;
        return lastOffset < most ? lastOffset : most;
    }
    async isHidden(entry, head) {
        for(let next = this.aborted[0]; next !== undefined && next.firstOffset <= head.lastOffset;){
            this.open.add(next.producerId);
            this.aborted.shift();
            next = this.aborted[0];
        }
        if (!head.isControl) return head.isTransactional && this.open.has(head.producerId);
        if (await (0, _recordbatch.isAbort)(entry, head, this.limits)) this.open.delete(head.producerId);
        return true;
    }
    async keep(entry, place, read) {
        const { baseOffset, lastOffset, maxTimestamp } = place;
        this.nextOffset = lastOffset + 1n;
        try {
            const { messages, sizeBytes } = await read();
            for (const message of messages)this.messages.push(message);
            this.budget.sizeBytes -= sizeBytes;
            this.budget.records -= messages.length;
        } catch (error) {
            if (!(error instanceof _notdecodable.NotDecodable)) throw error;
            this.messages.push((0, _message.undecodable)(entry, baseOffset, lastOffset, maxTimestamp, error.message));
        }
    }
};
