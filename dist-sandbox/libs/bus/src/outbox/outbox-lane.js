// One topic of the outbox: its rows leave in order, one publish at a time, however the other topics fare. A topic that cannot be written
// holds nobody else up, and what it cannot hold in memory stays in the table.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "OutboxLane", {
    enumerable: true,
    get: function() {
        return OutboxLane;
    }
});
const _promises = require("node:timers/promises");
const _common = require("@nestjs/common");
const _backoff = require("../backoff");
const _retriable = require("../guard/retriable");
/** Records of a topic that may wait in memory; what comes on top is left to the relay. */ const MAX_WAITING_RECORDS = 20_000;
/** Records in one publish call. */ const PUBLISH_RECORDS = 1_000;
/** The publisher itself goes on trying for half a minute; this is only between its calls. */ const RETRY = {
    firstMs: 100,
    maxMs: 1_000
};
let OutboxLane = class OutboxLane {
    topic;
    publisher;
    store;
    ends;
    logger = new _common.Logger('Outbox');
    waiting = [];
    waitingRecords = 0;
    publishing = null;
    isStopping = false;
    /** Why its last try failed, and since when none has succeeded (monotonic). */ failing = null;
    constructor(topic, publisher, store, ends){
        this.topic = topic;
        this.publisher = publisher;
        this.store = store;
        this.ends = ends;
    }
    /** Leaves the row to the relay if too much waits already. */ add(row) {
        if (this.waitingRecords > 0 && this.waitingRecords + row.records.length > MAX_WAITING_RECORDS) return;
        this.waiting.push(row);
        this.waitingRecords += row.records.length;
        this.publishing ??= this.publishWaiting().finally(()=>this.publishing = null);
    }
    get ids() {
        return this.waiting.map(({ id })=>id);
    }
    /** Why its records do not leave; undefined: they do. */ get words() {
        if (this.failing === null) return undefined;
        const seconds = Math.round((performance.now() - this.failing.sinceMs) / 1000);
        const { topic, waitingRecords } = this;
        return `${waitingRecords} records wait for ${topic}: ${this.failing.why.slice(0, 200)}, since ${seconds} s`;
    }
    /** It cannot take a relay's rows now. */ get isFull() {
        return this.failing !== null || this.waitingRecords >= MAX_WAITING_RECORDS / 2;
    }
    /** Resolves when nothing waits or it was stopped. */ async idle() {
        await this.publishing;
    }
    stop() {
        this.isStopping = true;
    }
    /** One call at a time, so that order is kept; what is released meanwhile goes with the next one. */ async publishWaiting() {
        for(let failures = 0; this.waiting.length > 0 && !this.isStopping;){
            const rows = this.nextRows(failures);
            try {
                const hindered = await this.hindered(rows);
                const free = rows.filter(({ id })=>!hindered.has(id));
                await this.publisher.publish(free.flatMap(({ records })=>records));
                this.tell(false);
                failures = 0;
                this.drop(rows);
                if (free.length > 0) this.ends.published(free);
            } catch (error) {
                await this.failed(rows, error, ++failures);
            }
        }
    }
    /** After a failure one at a time, so that a row that is refused for good is found. */ nextRows(failures) {
        const rows = [];
        let records = 0;
        for (const row of this.waiting){
            records += row.records.length;
            if (rows.length > 0 && (failures > 0 || records > PUBLISH_RECORDS)) break;
            rows.push(row);
        }
        return rows;
    }
    /** They are left to the relay, which takes them when the older ones are gone. */ async hindered(rows) {
        if (!rows.some(({ compacted })=>compacted)) return NONE;
        try {
            const ids = rows.map(({ id })=>id);
            return new Set(await this.store.hindered(ids, [
                ...ids,
                ...this.ends.unremoved()
            ]));
        } catch (cause) {
            const { message } = cause;
            throw Object.assign(new Error(`the outbox cannot be read: ${message}`, {
                cause
            }), {
                retriable: true
            });
        }
    }
    drop(rows) {
        this.waiting.splice(0, rows.length);
        for (const { records } of rows)this.waitingRecords -= records.length;
    }
    async failed(rows, error, failures) {
        const [row] = rows;
        if (row !== undefined && rows.length === 1 && !(0, _retriable.isRetriable)(error)) {
            this.drop(rows);
            this.tell(false); // the topic answers
            return this.ends.refused(row, error);
        }
        this.tell(true, error);
        await (0, _promises.setTimeout)((0, _backoff.backoffMs)(RETRY, failures - 1, Math.random()));
    }
    /** Once per change of state. */ tell(isFailing, error) {
        const wasFailing = this.failing !== null;
        const why = error instanceof Error ? error.message : String(error);
        this.failing = isFailing ? {
            why,
            sinceMs: this.failing?.sinceMs ?? performance.now()
        } : null;
        if (isFailing === wasFailing) return;
        const { topic } = this;
        if (isFailing) this.logger.warn({
            event: 'outbox-waits',
            topic,
            error: why
        });
        else this.logger.log({
            event: 'outbox-resumed',
            topic
        });
    }
};
const NONE = new Set();
