// Three real brokers, one of which dies or freezes in the middle of the traffic: nothing that was acknowledged may be missing, and the
// flow must go on by itself (docs/kafka.md, 4).
import { DAY_MS, defineTopic, type Topic } from '@offline-push/contracts';
import { type Parts, startParts } from '@offline-push/parts';
import { Logger } from '@nestjs/common';
import { Type } from '@sinclair/typebox';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { outgoing } from '@offline-push/bus/inside/bus';
import { KafkaPublisher } from '@offline-push/bus/inside/kafka/produce/publisher';
import { readAll } from '../../../bus-conformance';
import { createTopics } from '@offline-push/bus/inside/kafka/topics';

const PARTITIONS = 6;
/** An election after a kill takes 5 to 7 s, 8.5 to 12 s if the controller died, and a multiple of that on a busy machine. */
const ELECTED_WITHIN_MS = 150_000;
const SETTLED_WITHIN_MS = 60_000;
const RECORDS_PER_CALL = 10;
const PAUSE_MS = 20;

let parts: Parts;
let options: { brokers: string[]; clientId: string };

beforeAll(async () => {
  Logger.overrideLogger(false);
  parts = await startParts({ kafka: { brokers: 3, own: true } });
  options = { brokers: parts.brokers, clientId: 'spec' };
}, 180_000);

afterAll(() => parts.stop(), 180_000);

async function aTopic() {
  const topic = defineTopic({
    name: `spec.${randomUUID()}.v1`,
    writer: 'presence',
    says: 'Something happened.',
    schema: Type.Object({ key: Type.String(), number: Type.Integer() }),
    key: (event) => event.key,
    keyedBy: 'key',
    retention: { deleteAfterMs: DAY_MS },
    partitions: PARTITIONS,
    examples: {},
  });
  await createTopics(options, [topic as unknown as Topic], { replicationFactor: 3 });
  return topic;
}

interface Numbered {
  key: string;
  number: number;
}

async function recordsOf(topic: string): Promise<Numbered[]> {
  const read = await readAll(options, topic);
  return read.map(({ value }) => JSON.parse(value!.toString()) as Numbered);
}

function missing({ acknowledged }: Traffic, arrived: readonly Numbered[]): Numbered[] {
  const there = new Set(arrived.map(({ key, number }) => `${key}/${number}`));
  return acknowledged.filter(({ key, number }) => !there.has(`${key}/${number}`));
}

/** Publishes to all partitions until told to stop; every key gets rising numbers, one call after the other. */
class Traffic {
  readonly acknowledged: Numbered[] = [];
  failed = 0;
  private isOn = true;
  private readonly running: Promise<void>[];

  constructor(
    private readonly publisher: KafkaPublisher,
    private readonly topic: Awaited<ReturnType<typeof aTopic>>,
  ) {
    this.running = Array.from({ length: PARTITIONS * 2 }, (_, caller) => this.call(`caller-${caller}`));
  }

  /** Resolves when records that were published from now on have been acknowledged in all partitions. */
  async flows(): Promise<void> {
    const since = this.acknowledged.length;
    const callers = new Set<string>();
    for (let seen = since; callers.size < this.running.length; ) {
      await sleep(PAUSE_MS);
      for (; seen < this.acknowledged.length; seen++) callers.add(this.acknowledged[seen]!.key);
    }
  }

  async stop(): Promise<void> {
    this.isOn = false;
    await Promise.all(this.running);
  }

  private async call(key: string): Promise<void> {
    for (let number = 0; this.isOn; number += RECORDS_PER_CALL) {
      const events = Array.from({ length: RECORDS_PER_CALL }, (_, i) => ({ key, number: number + i }));
      await this.publisher.publish(events.map((event) => outgoing(this.topic, event))).then(
        () => this.acknowledged.push(...events),
        () => this.failed++,
      );
      await sleep(PAUSE_MS);
    }
  }
}

const FAULTS: [fault: string, does: (topic: string) => Promise<() => Promise<unknown>>][] = [
  [
    'the leader of a partition is killed',
    async (topic) => {
      const id = await parts.cluster.leaderOf(topic, 0);
      await parts.cluster.kill(id);
      return () => parts.cluster.start(id);
    },
  ],
  [
    'the controller is killed',
    async () => {
      const id = await parts.cluster.controller();
      await parts.cluster.kill(id);
      return () => parts.cluster.start(id);
    },
  ],
  [
    'the leader of a partition freezes',
    async (topic) => {
      const id = await parts.cluster.leaderOf(topic, 0);
      parts.cluster.freeze(id);
      return () => Promise.resolve(parts.cluster.thaw(id));
    },
  ],
];

describe.each(FAULTS)('when %s', (_fault, fail) => {
  it('everything acknowledged is there, in order, and the flow resumes by itself', async () => {
    const topic = await aTopic();
    const publisher = new KafkaPublisher({ ...options, source: 'spec', deadlineMs: ELECTED_WITHIN_MS });
    const traffic = new Traffic(publisher, topic);
    await traffic.flows();

    const repair = await fail(topic.name);
    await traffic.flows();
    await repair();
    await traffic.flows();
    await traffic.stop();
    await publisher.close();
    await parts.cluster.isComplete();

    // A new leader learns a moment late how far the others are, and until then its end is before what was acknowledged.
    let arrived = await recordsOf(topic.name);
    for (
      const endMs = Date.now() + SETTLED_WITHIN_MS;
      Date.now() < endMs;
      arrived = await recordsOf(topic.name)
    )
      if (missing(traffic, arrived).length === 0) break;
    expect(missing(traffic, arrived)).toEqual([]);
    expect(outOfOrder(arrived)).toEqual([]);
    expect(traffic.failed).toBe(0);
  }, 180_000);
});

/** Records that came for the first time after a later one of their key. A repetition is harmless. */
function outOfOrder(arrived: readonly { key: string; number: number }[]): typeof arrived {
  const latest = new Map<string, number>();
  const seen = new Set<string>();
  return arrived.filter(({ key, number }) => {
    const isFirst = !seen.has(`${key}/${number}`);
    seen.add(`${key}/${number}`);
    const isLate = isFirst && number < (latest.get(key) ?? -1);
    latest.set(key, Math.max(number, latest.get(key) ?? -1));
    return isLate;
  });
}
