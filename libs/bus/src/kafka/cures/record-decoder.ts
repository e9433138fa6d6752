// kafkajs checks no checksum and knows one codec of four. Any other codec, and any byte that it cannot read, ends the consumer for all
// partitions of the response (protocol/requests/fetch/v4/decodeMessages.js, consumer/runner.js:117). It stops at a batch without records,
// which compaction leaves (consumer/batch.js), and does not report a fetch with only aborted and control records
// (consumer/runner.js:420). This cure decodes the responses itself and reports every fetch that moves a partition on. A partition that
// its leader cannot read does not cost the others their records (protocol/requests/fetch/v0/response.js).
import { Logger } from '@nestjs/common';
import {
  brokenIn,
  decodeFetch,
  type FetchResponse,
  FIRST_VERSION,
  spanOf,
  withoutBroken,
} from '../fetch/fetch-response';
import { type BatchInstance, internals, patch } from '../internals';
import type { Cure } from './cure';

export const recordDecoder: Cure = {
  name: 'record-decoder',
  illness: 'A record batch that kafkajs cannot read ends the consumer, again after each restart.',
  apply() {
    const { requests, Batch, Runner } = internals();
    const { protocol } = requests.Fetch;
    requests.Fetch.protocol = ({ version }) => {
      const request = protocol({ version });
      if (version < FIRST_VERSION) return request;
      return (args) => {
        const stock = request(args);
        const decode = (bytes: Buffer): Promise<FetchResponse> => decodeFetch(version, bytes);
        const parse = (decoded: FetchResponse): Promise<FetchResponse> => {
          const broken = brokenIn(decoded);
          for (const one of broken) tell(one);
          return stock.response.parse(broken.length === 0 ? decoded : withoutBroken(decoded));
        };
        return { ...stock, response: { decode, parse } };
      };
    };
    patch(Batch, 'isEmptyDueToFiltering', (batch, stock) => {
      const next = nextOffsetOf(batch);
      return next === null ? stock() : batch.messages.length === 0;
    });
    patch(Batch, 'lastOffset', (batch, stock) => {
      const next = nextOffsetOf(batch);
      return next === null ? stock() : String(next - 1n);
    });
    patch(Runner, 'handleBatch', async (runner, handle, batch) => {
      if (!runner.running || !runner.eachBatch || !batch.isEmptyDueToFiltering()) return handle(batch);
      await runner.processEachBatch(batch);
      await runner.heartbeat();
    });
  },
};

/** A broken partition is logged once a minute, because every fetch asks for it. */
const SILENT_MS = 60_000;
const toldAtMs = new Map<string, number>();
const logger = new Logger('Kafka');

function tell({ topic, partition, code }: ReturnType<typeof brokenIn>[number]): void {
  const key = `${topic}/${partition}`;
  if (performance.now() - (toldAtMs.get(key) ?? -Infinity) < SILENT_MS) return;
  toldAtMs.set(key, performance.now());
  logger.error({ event: 'partition-unreadable', topic, partition, code });
}

/** Reading goes on by at least one offset, even if a damaged batch says otherwise. */
function nextOffsetOf({ rawMessages, fetchedOffset }: BatchInstance): bigint | null {
  const next = spanOf(rawMessages)?.nextOffset ?? null;
  const least = BigInt(fetchedOffset) + 1n;
  return next === null || next >= least ? next : least;
}
