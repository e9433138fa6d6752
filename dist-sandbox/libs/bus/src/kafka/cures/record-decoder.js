// kafkajs checks no checksum and reads one codec of four; any other codec, and any byte it cannot read, ends the consumer, for all partitions
// of the response (protocol/requests/fetch/v4/decodeMessages.js, consumer/runner.js:117). It reads no further at a batch that holds no record,
// which compaction leaves behind (consumer/batch.js), and it tells nobody of a fetch that held nothing but aborted and control records
// (consumer/runner.js:420). Here our own decoder reads the responses, and every fetch that moves a partition on is handed over. A partition
// that its leader cannot read does not cost the others their records (protocol/requests/fetch/v0/response.js).
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "recordDecoder", {
    enumerable: true,
    get: function() {
        return recordDecoder;
    }
});
const _common = require("@nestjs/common");
const _fetchresponse = require("../fetch/fetch-response");
const _internals = require("../internals");
const recordDecoder = {
    name: 'record-decoder',
    illness: 'A record batch that kafkajs cannot read ends the consumer, again after each restart.',
    apply () {
        const { requests, Batch, Runner } = (0, _internals.internals)();
        const { protocol } = requests.Fetch;
        requests.Fetch.protocol = ({ version })=>{
            const request = protocol({
                version
            });
            if (version < _fetchresponse.FIRST_VERSION) return request;
            return (args)=>{
                const stock = request(args);
                const decode = (bytes)=>(0, _fetchresponse.decodeFetch)(version, bytes);
                const parse = (decoded)=>{
                    const broken = (0, _fetchresponse.brokenIn)(decoded);
                    for (const one of broken)tell(one);
                    return stock.response.parse(broken.length === 0 ? decoded : (0, _fetchresponse.withoutBroken)(decoded));
                };
                return {
                    ...stock,
                    response: {
                        decode,
                        parse
                    }
                };
            };
        };
        (0, _internals.patch)(Batch, 'isEmptyDueToFiltering', (batch, stock)=>{
            const next = nextOffsetOf(batch);
            return next === null ? stock() : batch.messages.length === 0;
        });
        (0, _internals.patch)(Batch, 'lastOffset', (batch, stock)=>{
            const next = nextOffsetOf(batch);
            return next === null ? stock() : String(next - 1n);
        });
        (0, _internals.patch)(Runner, 'handleBatch', async (runner, handle, batch)=>{
            if (!runner.running || !runner.eachBatch || !batch.isEmptyDueToFiltering()) return handle(batch);
            await runner.processEachBatch(batch);
            await runner.heartbeat();
        });
    }
};
/** Once a minute for each: it is asked for with every fetch. */ const SILENT_MS = 60_000;
const toldAtMs = new Map();
const logger = new _common.Logger('Kafka');
function tell({ topic, partition, code }) {
    const key = `${topic}/${partition}`;
    if (performance.now() - (toldAtMs.get(key) ?? -Infinity) < SILENT_MS) return;
    toldAtMs.set(key, performance.now());
    logger.error({
        event: 'partition-unreadable',
        topic,
        partition,
        code
    });
}
/** Reading goes on by one offset at least, whatever a damaged batch says. */ function nextOffsetOf({ rawMessages, fetchedOffset }) {
    const next = (0, _fetchresponse.spanOf)(rawMessages)?.nextOffset ?? null;
    const least = BigInt(fetchedOffset) + 1n;
    return next === null || next >= least ? next : least;
}
