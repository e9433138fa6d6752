// What is delivered, in which order and with what.
import { outgoing } from '@offline-push/bus/for-testing';
import { eventually } from './pods';
import { Door, Recorder } from './recorder';
import { flowOf, handlerOf, type Trial } from './trial';
import { freshTopic, PARTITIONS, steps } from './world';

export function delivery(trial: Trial): void {
  it('delivers in order per key, and what arrives during a call in one slice', async () => {
    const topic = await trial.topicFor('order');
    const door = new Door();
    const recorder = new Recorder(() => door.isOpen);
    trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
    await trial.publish(topic, steps('first', 1));
    await recorder.until(() => recorder.begun.length === 1);
    const walks = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (let number = 0; number < 50; number++)
      await trial.publish(
        topic,
        walks.map((walk) => ({ walk, number })),
      );
    door.open();
    await recorder.has(301);
    for (const walk of walks)
      expect(recorder.numbersOf(walk)).toEqual(Array.from({ length: 50 }, (_, number) => number));
    expect(recorder.calls.length).toBeLessThan(30);
  });

  it("P9: a record's time is that of its append, whatever the publisher's clock says", async () => {
    const topic = await trial.topicFor('append-time');
    const recorder = new Recorder();
    trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
    const fromMs = Date.now();
    await trial.publish(topic, steps('a', 3));
    await recorder.has(3);
    for (const { record } of recorder.delivered) {
      expect(record.timestampMs).toBeGreaterThanOrEqual(fromMs);
      expect(record.timestampMs).toBeLessThanOrEqual(Date.now());
    }
  });

  it("hands over the record's own time stamp where the topic keeps it, key, headers and trace", async () => {
    const topic = await trial.topicFor('record', { keepsTimes: true });
    const recorder = new Recorder();
    trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await trial.world.write(topic.name, {
      key: 'a',
      value: JSON.stringify({ walk: 'a', number: 7 }),
      headers: { traceparent, ce_type: topic.name, ce_specversion: '1.0' },
      timestampMs: 1_700_000_000_123,
    });
    await recorder.has(1);
    expect(recorder.delivered[0]).toMatchObject({
      event: { walk: 'a', number: 7 },
      traceparent,
      record: { topic: topic.name, offset: '0', timestampMs: 1_700_000_000_123, key: Buffer.from('a') },
    });
  });

  it('takes records without a key', async () => {
    const topic = await trial.topicFor('null-key');
    const recorder = new Recorder();
    trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
    await trial.world.write(topic.name, { key: null, value: JSON.stringify({ walk: 'a', number: 1 }) });
    await recorder.has(1);
    expect(recorder.delivered[0]?.record.key).toBeNull();
  });

  it('takes a record with CloudEvents attributes of a company of its own', async () => {
    const topic = await trial.topicFor('own-type');
    const recorder = new Recorder();
    const headers = { ce_type: 'com.example.step', ce_specversion: '0.3', ce_subject: 'x' };
    await trial.world.write(topic.name, {
      key: 'a',
      value: JSON.stringify({ walk: 'a', number: 0 }),
      headers,
    });
    trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
    await recorder.has(1);
    expect(recorder.numbersOf('a')).toEqual([0]);
  });

  it('spreads a topic over its partitions', async () => {
    const topic = await trial.topicFor('spread');
    const recorder = new Recorder();
    trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
    await trial.publish(
      topic,
      Array.from({ length: 60 }, (_, number) => ({ walk: `walk-${number}`, number })),
    );
    await recorder.has(60);
    expect(new Set(recorder.delivered.map(({ record }) => record.partition)).size).toBe(PARTITIONS);
  });

  it('creates nothing on first use', async () => {
    const missing = freshTopic('missing');
    const recorder = new Recorder();
    const { flows } = trial.pods.start([handlerOf(missing, flowOf(missing), recorder)]);
    await expect(
      trial.world.impatient.publish([outgoing(missing, { walk: 'a', number: 0 })]),
    ).rejects.toThrow(missing.name);
    expect(await trial.world.exists(missing.name)).toBe(false);
    expect(flows.isReady()).toBe(false);
    const words = new RegExp(`(there is no topic |a topic that does not exist yet \\()${missing.name}`);
    await eventually(() => flows.waitsFor().some((sentence) => words.test(sentence)));
    await trial.world.createTopics([missing]);
    await trial.publish(missing, steps('a', 1));
    await recorder.has(1);
  }, 180_000);
}
