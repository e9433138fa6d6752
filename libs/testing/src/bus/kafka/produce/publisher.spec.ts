// The publisher against brokers that fail on command. What works is proven on real ones: publisher.kafka.spec.ts.
import { messageSent, pushGated } from '@offline-push/contracts';
import { Logger } from '@nestjs/common';
import { again, type Outgoing, outgoing } from '@offline-push/bus/inside/bus';
import { kafkaClient } from '@offline-push/bus/inside/kafka/client';
import { type Appended, type ClusterView, FakeBroker } from '../../../fake-broker';
import { partitionOf } from '@offline-push/bus/inside/kafka/produce/partition';
import {
  KafkaPublisher,
  MAX_RECORD_BYTES,
  type PublisherOptions,
} from '@offline-push/bus/inside/kafka/produce/publisher';

const TOPIC = messageSent.name;
const NOT_ENOUGH_REPLICAS = 19;
const MESSAGE_TOO_LARGE = 10;
const INVALID_RECORD = 87;

let view: ClusterView;
let one: FakeBroker;
let two: FakeBroker;
const publishers: KafkaPublisher[] = [];

beforeAll(() => Logger.overrideLogger(false));

beforeEach(async () => {
  view = { alive: new Map(), leaders: { [TOPIC]: [1, 2] }, coordinator: 1 };
  one = await FakeBroker.start(1, view);
  two = await FakeBroker.start(2, view);
});

afterEach(async () => {
  await Promise.all(publishers.splice(0).map((publisher) => publisher.close(0)));
  await Promise.all([one.stop(), two.stop()]);
});

function aPublisher(options: Partial<PublisherOptions> = {}): KafkaPublisher {
  const publisher = new KafkaPublisher({
    brokers: [one.address, two.address],
    clientId: 'spec',
    source: 'spec',
    ...options,
  });
  publishers.push(publisher);
  return publisher;
}

/** Conversations by the partition that their key belongs to, of two. */
const conversationIn = (partition: number): string =>
  ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].find(
    (conversation) => partitionOf(Buffer.from(`demo/${conversation}`), 2) === partition,
  )!;

const message = (partition: number, messageId: string, text = ''): Outgoing =>
  outgoing(messageSent, {
    app: 'demo',
    messageId,
    conversation: conversationIn(partition),
    recipients: ['bob'],
    push: { text },
  });

const idsIn = (appended: readonly Appended[]): string[] =>
  appended.flatMap(({ bytes }) =>
    [...bytes.toString('latin1').matchAll(/"messageId":"([^"]+)"/g)].map((match) => match[1]!),
  );
const requestsTo = (broker: FakeBroker): number => broker.calls.filter((api) => api === 'Produce').length;

/** Waits for something that the other end of a socket does. */
async function until(holds: () => boolean): Promise<void> {
  const deadlineMs = Date.now() + 5_000;
  while (!holds()) {
    if (Date.now() > deadlineMs) throw new Error(`never came true: ${holds.toString()}`);
    await new Promise(setImmediate);
  }
}

/** The leader of partition 1 dies when records reach it; the other broker takes over. */
function twoDiesWithTheRecords(): void {
  two.treat = (api) => {
    if (api !== 'Produce') return 'answer';
    view.leaders[TOPIC] = [1, 1];
    view.alive.delete(2);
    return 'cut';
  };
}

describe('a broker that dies with the records', () => {
  it('makes a stock producer report records as acknowledged that nobody has', async () => {
    twoDiesWithTheRecords();
    const producer = kafkaClient({ brokers: [one.address], clientId: 'stock' }).producer({
      createPartitioner:
        () =>
        ({ message: { partition } }) =>
          partition!,
    });
    await producer.connect();
    const value = (id: string): string => JSON.stringify({ messageId: id });
    await producer.send({
      topic: TOPIC,
      messages: [
        { partition: 0, value: value('m-0') },
        { partition: 1, value: value('m-1') },
      ],
    });
    await producer.disconnect();
    expect(idsIn(one.appended)).toEqual(['m-0']);
  });

  it('costs the publisher nothing: what was not acknowledged goes to the next leader', async () => {
    twoDiesWithTheRecords();
    await aPublisher().publish([message(0, 'm-0'), message(1, 'm-1')]);
    expect(idsIn(one.appended).sort()).toEqual(['m-0', 'm-1']);
  });
});

describe('a broker that freezes with the records', () => {
  it('loses them to the next leader as soon as the cluster lets it go', async () => {
    const publisher = aPublisher();
    await publisher.publish([message(1, 'm-0')]);
    two.freezeConnections();
    const published = publisher.publish([message(1, 'm-1')]);
    await until(() => requestsTo(two) === 2);
    view.leaders[TOPIC] = [1, 1];
    view.alive.delete(2);
    await published;
    expect(idsIn(one.appended)).toEqual(['m-1']);
  });

  it('does not hold the records of other brokers', async () => {
    two.treat = (api) => (api === 'Produce' ? 'silence' : 'answer');
    const publisher = aPublisher();
    const stuck = publisher.publish([message(1, 'm-1')]);
    stuck.catch(() => undefined);
    await publisher.publish([message(0, 'm-0')]);
    expect(idsIn(one.appended)).toEqual(['m-0']);
  });
});

describe('an acknowledgement', () => {
  it('counts only for the partitions that the response names', async () => {
    let left = 1;
    two.resultOf = () => (left-- > 0 ? undefined : 0);
    await aPublisher().publish([message(0, 'm-0'), message(1, 'm-1')]);
    expect(idsIn(two.appended)).toEqual(['m-1']);
    expect(requestsTo(two)).toBe(2);
    expect(requestsTo(one)).toBe(1);
  });

  it('is waited for while too few replicas are in sync', async () => {
    let refusals = 3;
    one.resultOf = () => (refusals-- > 0 ? NOT_ENOUGH_REPLICAS : 0);
    await aPublisher().publish([message(0, 'm-0')]);
    expect(idsIn(one.appended)).toEqual(['m-0']);
  });
});

describe('a record that is published again', () => {
  it('has the bytes, the headers and the time that it had', async () => {
    const timestampMs = 1_790_000_000_000;
    const key = Buffer.from(`demo/${conversationIn(0)}`);
    const headers = { ce_id: Buffer.from('its-own-id') };
    await aPublisher().publish([
      again(messageSent, { key, value: Buffer.from('{ "messageId":"m-0" '), headers, timestampMs }),
    ]);
    expect(idsIn(one.appended)).toEqual(['m-0']);
    const [{ bytes } = { bytes: Buffer.alloc(0) }] = one.appended;
    for (const part of ['its-own-id', '{ "messageId":"m-0" ']) expect(bytes.includes(part)).toBe(true);
    expect(bytes.includes('ce_type')).toBe(false);
    const time = Buffer.alloc(8);
    time.writeBigInt64BE(BigInt(timestampMs));
    expect(bytes.includes(time)).toBe(true);
  });
});

describe('the order of a key', () => {
  it('survives refusals, retries and callers who do not wait for each other', async () => {
    let calls = 0;
    one.resultOf = () => (calls++ % 3 === 0 ? NOT_ENOUGH_REPLICAS : 0);
    const publisher = aPublisher({ maxQueuedRecords: 20 });
    const ids = Array.from({ length: 100 }, (_, i) => `m-${i}`);
    const published = ids.map(async (id, i) => {
      if (i % 10 === 0) await new Promise(setImmediate);
      return publisher.publish([message(0, id)]);
    });
    await Promise.all(published);
    const arrived = idsIn(one.appended);
    // Callers who waited a turn called later than those who did not.
    const called = [...ids.filter((_, i) => i % 10 !== 0), ...ids.filter((_, i) => i % 10 === 0)];
    expect(arrived).toEqual(called);
  });
});

describe('gathering', () => {
  it('lets a record of an idle publisher leave at once and puts those that come meanwhile into one request', async () => {
    one.treat = (api) => (api === 'Produce' ? 'hold' : 'answer');
    const publisher = aPublisher();
    const first = publisher.publish([message(0, 'first')]);
    await until(() => requestsTo(one) === 1);
    const others = Array.from({ length: 50 }, async (_, i) => {
      for (let turns = 0; turns < i % 5; turns++) await new Promise(setImmediate);
      return publisher.publish([message(0, `m-${i}`)]);
    });
    for (let turns = 0; turns < 10; turns++) await new Promise(setImmediate);
    one.treat = () => 'answer';
    one.release();
    await Promise.all([first, ...others]);
    expect(one.appended.map(({ records }) => records)).toEqual([1, 50]);
  });

  it('keeps a request below 1,000 records and 900 kB', async () => {
    const publisher = aPublisher();
    const small = Array.from({ length: 2_500 }, (_, i) => message(0, `s-${i}`));
    const large = Array.from({ length: 30 }, (_, i) => message(0, `l-${i}`, 'x'.repeat(100_000)));
    await publisher.publish(small);
    await publisher.publish(large);
    const sizes = one.appended.map(({ records, bytes }) => ({ records, bytes: bytes.length }));
    expect(Math.max(...sizes.map(({ records }) => records))).toBe(1_000);
    expect(Math.max(...sizes.map(({ bytes }) => bytes))).toBeLessThan(900_000);
    expect(sizes.reduce((sum, { records }) => sum + records, 0)).toBe(2_530);
  });
});

describe('a record that the broker refuses', () => {
  const LIMIT = 4_000;

  it('fails alone, and names topic and size; its neighbours arrive', async () => {
    one.resultOf = ({ bytes }) => (bytes.length > LIMIT ? MESSAGE_TOO_LARGE : 0);
    const publisher = aPublisher();
    const neighbours = [0, 1, 2, 3, 4, 5].map((i) => publisher.publish([message(0, `m-${i}`)]));
    const large = publisher.publish([message(0, 'large', 'x'.repeat(LIMIT))]);
    await expect(large).rejects.toMatchObject({ code: 'record-too-large', retriable: false, topic: TOPIC });
    await expect(large).rejects.toThrow(/a record of 4\d{3} bytes is too large for message\.sent\.v1/);
    await Promise.all(neighbours);
    expect(idsIn(one.appended)).toEqual(['m-0', 'm-1', 'm-2', 'm-3', 'm-4', 'm-5']);
  });

  it('is not retried if it is invalid', async () => {
    one.resultOf = () => INVALID_RECORD;
    await expect(aPublisher().publish([message(0, 'm-0')])).rejects.toMatchObject({
      code: 'record-refused',
      retriable: false,
    });
  });

  it('does not even leave if no topic takes its size', async () => {
    const huge = aPublisher().publish([message(0, 'huge', 'x'.repeat(MAX_RECORD_BYTES))]);
    await expect(huge).rejects.toMatchObject({ code: 'record-too-large', retriable: false });
    expect(requestsTo(one)).toBe(0);
  });
});

describe('section 1: what cannot be written', () => {
  it('is told with its reason long before the call is given up, and no more when it is written', async () => {
    const publisher = aPublisher({ slowAfterMs: 0 });
    expect(publisher.notes()).toEqual([]);
    view.leaders[TOPIC] = [-1, 2];
    const late = publisher.publish([message(0, 'm-0')]);
    const missing = publisher.publish([outgoing(pushGated, pushGated.examples['nobody']!)]);
    await until(() => publisher.notes().some((note) => /cannot be written: (?!no answer)/.test(note)));
    expect(publisher.notes()).toEqual([
      expect.stringMatching(/^message\.sent\.v1 cannot be written: /),
      expect.stringMatching(/^push\.gated\.v1 cannot be written: /),
    ]);
    view.leaders = { [TOPIC]: [1, 2], [pushGated.name]: [1] };
    await Promise.all([late, missing]);
    expect(publisher.notes()).toEqual([]);
  });

  it('is not what only takes its time', async () => {
    const publisher = aPublisher();
    const published = publisher.publish([message(0, 'm-0')]);
    expect(publisher.notes()).toEqual([]);
    await published;
  });
});

describe('the deadline', () => {
  it('ends a publish that nobody acknowledges, retriably, and says why', async () => {
    one.resultOf = () => NOT_ENOUGH_REPLICAS;
    const published = aPublisher({ deadlineMs: 300 }).publish([message(0, 'm-0'), message(1, 'm-1')]);
    await expect(published).rejects.toMatchObject({ code: 'publish-timeout', retriable: true });
    await expect(published).rejects.toThrow(
      '1 records for message.sent.v1 were not acknowledged within 300 ms: Messages are rejected since there are fewer in-sync replicas than required',
    );
  });

  it('covers a topic that does not exist', async () => {
    const published = aPublisher({ deadlineMs: 300 }).publish([
      outgoing(pushGated, pushGated.examples['nobody']!),
    ]);
    await expect(published).rejects.toThrow('This server does not host this topic-partition');
  });

  it('covers a cluster that is away, and the next publish succeeds when it is back', async () => {
    one.treat = two.treat = () => 'cut';
    const publisher = aPublisher({ deadlineMs: 1_500 });
    await expect(publisher.publish([message(0, 'm-0')])).rejects.toMatchObject({ retriable: true });
    one.treat = two.treat = () => 'answer';
    await publisher.publish([message(0, 'm-1')]);
    expect(idsIn(one.appended)).toEqual(['m-1']);
  });

  it('takes the records out of the queue: they are not sent after their caller was told that they failed', async () => {
    view.leaders[TOPIC] = [-1, 2];
    const publisher = aPublisher({ deadlineMs: 1_500 });
    await expect(publisher.publish([message(0, 'late')])).rejects.toThrow('message.sent.v1/0 has no leader');
    view.leaders[TOPIC] = [1, 2];
    await publisher.publish([message(0, 'next')]);
    expect(idsIn(one.appended)).toEqual(['next']);
  });
});

describe('P9: a clock that is 61 minutes ahead for a moment', () => {
  const INVALID_TIMESTAMP = 32;
  /** In a record batch: where the time of its first record stands. */
  const FIRST_TIME_AT = 27;
  const wall = Date.now;
  afterEach(() => void (Date.now = wall));

  it('costs no record: it is sent again with the time of that sending', async () => {
    const times: number[] = [];
    one.resultOf = ({ bytes }) => {
      const timeMs = Number(bytes.readBigInt64BE(FIRST_TIME_AT));
      times.push(timeMs);
      return timeMs > wall() + 3_600_000 ? INVALID_TIMESTAMP : 0;
    };
    Date.now = () => wall() + 61 * 60_000;
    const published = aPublisher().publish([message(0, 'm-0')]);
    await until(() => times.length >= 2);
    Date.now = wall;
    await published;
    expect(times.at(-1)).toBeLessThanOrEqual(wall());
    expect(idsIn(one.appended)).toEqual(['m-0']);
  });

  it('is the reason that is given when it stays wrong, and not the record', async () => {
    one.resultOf = () => INVALID_TIMESTAMP;
    await expect(aPublisher({ deadlineMs: 300 }).publish([message(0, 'm-0')])).rejects.toMatchObject({
      code: 'publish-timeout',
      retriable: true,
      message: expect.stringContaining('timestamp of the message is out of acceptable range'),
    });
  });
});

describe('what waits', () => {
  it('is bounded: callers wait for room, and beyond that are refused at once', async () => {
    one.treat = (api) => (api === 'Produce' ? 'hold' : 'answer');
    const publisher = aPublisher({ maxQueuedRecords: 2, maxWaitingCalls: 1 });
    const admitted = publisher.publish([message(0, 'm-0'), message(0, 'm-1')]);
    const waiting = publisher.publish([message(0, 'm-2')]);
    await expect(publisher.publish([message(0, 'm-3')])).rejects.toMatchObject({
      code: 'publish-queue-full',
      retriable: true,
    });
    await until(() => requestsTo(one) === 1);
    one.treat = () => 'answer';
    one.release();
    await Promise.all([admitted, waiting]);
    expect(one.appended.map((batch) => idsIn([batch]))).toEqual([['m-0', 'm-1'], ['m-2']]);
  });

  it('lets a call that is larger than the bound in when it is alone', async () => {
    const publisher = aPublisher({ maxQueuedRecords: 2 });
    const ids = ['m-0', 'm-1', 'm-2', 'm-3'];
    await publisher.publish(ids.map((id) => message(0, id)));
    expect(idsIn(one.appended)).toEqual(ids);
  });

  it('is flushed by close, after which nothing is taken', async () => {
    const publisher = aPublisher();
    const published = publisher.publish([message(0, 'm-0')]);
    await publisher.close();
    await published;
    await expect(publisher.publish([message(0, 'm-1')])).rejects.toMatchObject({ code: 'publisher-closed' });
    expect(idsIn(one.appended)).toEqual(['m-0']);
  });
});
