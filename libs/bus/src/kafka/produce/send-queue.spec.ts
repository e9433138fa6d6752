import fc from 'fast-check';
import { partitionOf } from './partition';
import { type Pending, PublishCall } from './publish-call';
import { type Batch, SendQueue } from './send-queue';

const LIMITS = { maxRecords: 5, maxBytes: 400 };
const PARTITIONS = 3;
const ONE_LEADER = (): number => 1;
const FREE = (): boolean => false;
const COUNT = (): number => PARTITIONS;

const aCall = (...records: { key: string | null; text?: string; topic?: string }[]): PublishCall =>
  new PublishCall(
    records.map(({ key, text = 'x', topic = 't' }) => ({
      topic,
      key: key === null ? null : Buffer.from(key),
      body: Buffer.from(text),
      timestampMs: 0,
    })),
  );
const textsOf = (batches: readonly Batch[] = []): string[] =>
  batches.flatMap(({ records }) => records.map(({ body }) => body.toString()));

describe('what waits to be sent', () => {
  it('leaves in one request per leader', () => {
    const queue = new SendQueue(LIMITS);
    queue.add(aCall({ key: 'a' }, { key: 'b' }, { key: 'c' }, { key: 'd' }).records, COUNT);
    const requests = queue.take((_, partition) => partition % 2, FREE);
    expect([...requests.keys()].sort()).toEqual([0, 1]);
    expect(queue.take((_, partition) => partition % 2, FREE).size).toBe(0);
  });

  it('stays while its leader is busy or unknown, and holds nobody else', () => {
    const queue = new SendQueue(LIMITS);
    queue.add(aCall({ key: 'a', text: 'a' }).records, COUNT);
    expect(queue.take(() => undefined, FREE).size).toBe(0);
    expect(queue.take(ONE_LEADER, () => true).size).toBe(0);
    expect(textsOf(queue.take(ONE_LEADER, FREE).get(1))).toEqual(['a']);
  });

  it('waits for the number of partitions of its topic, also what comes after it', () => {
    const queue = new SendQueue(LIMITS);
    queue.add(aCall({ key: 'a', text: '1' }).records, () => undefined);
    queue.add(aCall({ key: 'a', text: '2' }).records, COUNT);
    expect(queue.unknownTopics()).toEqual(['t']);
    queue.placeTopic('t', PARTITIONS);
    expect(textsOf(queue.take(ONE_LEADER, FREE).get(1))).toEqual(['1', '2']);
  });

  it('spreads over the partitions if it has no key', () => {
    const queue = new SendQueue(LIMITS);
    queue.add(aCall({ key: null }, { key: null }, { key: null }).records, COUNT);
    expect(queue.take(ONE_LEADER, FREE).get(1)).toHaveLength(PARTITIONS);
  });

  it('goes alone if it is larger than a request', () => {
    const queue = new SendQueue(LIMITS);
    queue.add(aCall({ key: 'a', text: 'x'.repeat(500) }, { key: 'a', text: 'small' }).records, COUNT);
    const [first] = queue.take(ONE_LEADER, FREE).get(1)!;
    expect(first!.records).toHaveLength(1);
  });

  it('is forgotten with its call, but not what others wait for', () => {
    const queue = new SendQueue(LIMITS);
    const given = aCall({ key: 'a', text: 'given up' });
    queue.add(given.records, COUNT);
    queue.add(aCall({ key: 'a', text: 'kept' }).records, COUNT);
    queue.drop(given);
    expect(textsOf(queue.take(ONE_LEADER, FREE).get(1))).toEqual(['kept']);
  });

  it('keeps the order of every key, whatever is refused, split or sent again', () => {
    const step = fc.constantFrom('acknowledged', 'putBack', 'split');
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(keys, fc.array(step, { maxLength: 60 }), (given, steps) => {
        const queue = new SendQueue(LIMITS);
        given.forEach((key, i) => queue.add(aCall({ key, text: `${key}/${i}` }).records, COUNT));
        const sent: Pending[] = [];
        for (let turn = 0; queue.hasReady; turn++) {
          for (const batch of queue.take(ONE_LEADER, FREE).get(1) ?? []) {
            const action = steps[turn] ?? 'acknowledged';
            if (action === 'acknowledged') sent.push(...batch.records);
            queue[action](batch);
          }
        }
        expect(sent).toHaveLength(given.length);
        for (let partition = 0; partition < PARTITIONS; partition++) {
          const expected = given
            .map((key, i) => ({ key, text: `${key}/${i}` }))
            .filter(({ key }) => partitionOf(Buffer.from(key), PARTITIONS) === partition);
          const ofPartition = sent.filter(({ key }) => partitionOf(key!, PARTITIONS) === partition);
          expect(ofPartition.map(({ body }) => body.toString())).toEqual(expected.map(({ text }) => text));
        }
      }),
    );
  });
});
