// The outbox: "row saved" and "event published" agree, whatever dies in between. Records are written in the caller's transaction, published
// right after its commit, and published by a relay if the process died between the two. Doubles are possible and harmless: ids are computed.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Outbox", {
    enumerable: true,
    get: function() {
        return Outbox;
    }
});
const _promises = require("node:timers/promises");
const _common = require("@nestjs/common");
const _about = require("../guard/about");
const _backoff = require("../backoff");
const _bus = require("../bus");
const _busproviders = require("../nest/bus.providers");
const _deadline = require("../deadline");
const _metrics = require("../metrics");
const _outboxlane = require("./outbox-lane");
const _outboxstore = require("./outbox.store");
const _packing = require("./packing");
function _ts_decorate(decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") {
        r = Reflect.decorate(decorators, target, key, desc);
    } else {
        for(var i = decorators.length - 1; i >= 0; i--){
            if (d = decorators[i]) {
                r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
            }
        }
    }
    return c > 3 && r && Object.defineProperty(target, key, r), r;
}
function _ts_metadata(metadataKey, metadataValue) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") {
        return Reflect.metadata(metadataKey, metadataValue);
    }
}
function _ts_param(paramIndex, decorator) {
    return function(target, key) {
        decorator(target, key, paramIndex);
    };
}
/** Rows a relay takes at once. */ const CLAIM_ROWS = 200;
/** Rows that are removed, or tried again, in one statement. */ const ROWS_AT_ONCE = 1_000;
/** Half of the time that a row is kept for its process. */ const RELAY_EVERY_MS = 1_000;
/** What the broker refused is tried again at the start of a process and so often: somebody may have raised a limit since. */ const TRY_AGAIN_EVERY_MS = 3_600_000;
const RETRY = {
    firstMs: 100,
    maxMs: 1_000
};
const SHUTDOWN_MS = 5_000;
let Outbox = class Outbox {
    publisher;
    service;
    name = 'outbox';
    logger = new _common.Logger('Outbox');
    store;
    lanes = new Map();
    published = [];
    removing = null;
    relaying = null;
    timer = null;
    triedAgainMs = -Infinity;
    isStopping = false;
    constructor(database, publisher, service){
        this.publisher = publisher;
        this.service = service;
        this.store = new _outboxstore.OutboxStore(database);
    }
    /** Inside the transaction that decides. All records of a topic go into one row, those of a compacted topic into one for each key. */ async append(tx, records) {
        const rows = [];
        for (const { topic, compactedKey, records: bundle } of (0, _packing.bundlesOf)(records)){
            const id = await this.store.append(tx, {
                topic,
                compactedKey,
                records: (0, _packing.pack)(bundle)
            });
            rows.push({
                id,
                topic,
                compacted: compactedKey !== null,
                records: bundle
            });
        }
        return {
            rows
        };
    }
    /** After the commit. Publishes in the order of the calls, topic by topic; never throws, never blocks. */ release({ rows }) {
        for (const row of rows)this.lane(row.topic).add(row);
    }
    onModuleInit() {
        this.relay();
        this.timer = setInterval(()=>this.relay(), RELAY_EVERY_MS);
    }
    /** What is not published by then is in the table. */ async onApplicationShutdown() {
        if (this.timer !== null) clearInterval(this.timer);
        await (0, _deadline.within)(Promise.all([
            this.relaying,
            this.lanesIdle()
        ]), SHUTDOWN_MS);
        this.isStopping = true;
        for (const lane of this.lanes.values())lane.stop();
        await (0, _deadline.within)(Promise.all([
            this.lanesIdle(),
            this.removing
        ]), SHUTDOWN_MS);
    }
    isAlive() {
        return true;
    }
    /** What waits here is safe and holds nobody up. */ isReady() {
        return true;
    }
    notes() {
        return [
            ...this.lanes.values()
        ].flatMap(({ words })=>words ?? []);
    }
    lane(topic) {
        const lane = this.lanes.get(topic) ?? new _outboxlane.OutboxLane(topic, this.publisher, this.store, {
            published: (rows)=>this.remove(rows),
            unremoved: ()=>this.published,
            refused: (row, error)=>this.setAside(row, error)
        });
        this.lanes.set(topic, lane);
        return lane;
    }
    lanesIdle() {
        return Promise.all([
            ...this.lanes.values()
        ].map((lane)=>lane.idle()));
    }
    remove(rows) {
        this.published.push(...rows.map(({ id })=>id));
        this.removing ??= this.removePublished().finally(()=>this.removing = null);
    }
    async setAside({ id, topic, records }, error) {
        const why = `${error.name}: ${error.message}`;
        this.logger.error({
            event: 'outbox-refused',
            id,
            topic,
            error: why,
            ...(0, _about.aboutOutgoing)(records)
        });
        await this.store.refuse(id, why.replaceAll('\u0000', '').slice(0, 500)).catch((failure)=>{
            this.logger.warn({
                event: 'outbox-unmarked',
                id,
                error: failure.message
            }); // the relay finds it again
        });
    }
    /** Many rows in one statement; a row that stays is published again, which is harmless. */ async removePublished() {
        for(let failures = 0; this.published.length > 0 && !this.isStopping;){
            const ids = this.published.slice(0, ROWS_AT_ONCE);
            try {
                await this.store.remove(ids);
                this.published.splice(0, ids.length);
                failures = 0;
            } catch (error) {
                if (failures++ === 0) this.logger.warn({
                    event: 'outbox-keeps',
                    error: error.message
                });
                await (0, _promises.setTimeout)((0, _backoff.backoffMs)(RETRY, failures - 1, Math.random()));
            }
        }
    }
    relay() {
        this.relaying ??= this.relayOnce().catch((error)=>this.logger.warn({
                event: 'relay-failed',
                error: error.message
            })).finally(()=>this.relaying = null);
    }
    /** Keeps what waits here, then takes over what a dead process left behind, but for topics that take nothing now. */ async relayOnce() {
        const mine = [
            ...[
                ...this.lanes.values()
            ].flatMap(({ ids })=>ids),
            ...this.published
        ];
        if (mine.length > 0) await this.store.keep(mine);
        if (performance.now() - this.triedAgainMs > TRY_AGAIN_EVERY_MS) await this.tryRefusedAgain();
        const full = [
            ...this.lanes
        ].filter(([, lane])=>lane.isFull).map(([topic])=>topic);
        for (const saved of (await this.store.claim(CLAIM_ROWS, full)))await this.takeOver(saved);
        _metrics.outboxOldest.set({
            service: this.service
        }, await this.store.oldestSeconds());
    }
    async takeOver({ id, topic, compacted, records }) {
        try {
            this.release({
                rows: [
                    {
                        id,
                        topic,
                        compacted,
                        records: (0, _packing.unpack)(records)
                    }
                ]
            });
        } catch (error) {
            await this.setAside({
                id,
                topic,
                compacted,
                records: []
            }, error);
        }
    }
    async tryRefusedAgain() {
        const rows = await this.store.tryAgain(ROWS_AT_ONCE);
        this.triedAgainMs = performance.now();
        if (rows > 0) this.logger.log({
            event: 'outbox-tries-again',
            rows
        });
    }
};
Outbox = _ts_decorate([
    (0, _common.Injectable)(),
    _ts_param(0, (0, _common.Inject)('Queryable')),
    _ts_param(2, (0, _common.Inject)(_busproviders.BUS_SERVICE)),
    _ts_metadata("design:type", Function),
    _ts_metadata("design:paramtypes", [
        typeof Queryable === "undefined" ? Object : Queryable,
        typeof _bus.Publisher === "undefined" ? Object : _bus.Publisher,
        String
    ])
], Outbox);
