// What nobody can process is set aside once, and nothing else is.
import { Publisher } from '@offline-push/bus/for-testing';
import { Recorder } from './recorder';
import { away, flowOf, handlerOf, type Trial } from './trial';
import { steps } from './world';

/** Stands for the name of the topic, which each test makes anew. */
const topicWords = 'its own name';

export function deadLetters(trial: Trial): void {
  describe('sets aside what nobody can process, once, with its bytes, and goes on', () => {
    const good = JSON.stringify({ walk: 'a', number: 1 });
    it.each<
      [
        string,
        { key?: string; value: string | Buffer | null; headers?: Record<string, string> },
        string,
        string,
      ]
    >([
      ['no value', { value: null }, 'not-readable', 'must not be empty'],
      ['a document cut short', { value: '{"walk":' }, 'not-readable', 'must be JSON'],
      ['broken UTF-8', { value: Buffer.from([0x22, 0xc3, 0x28, 0x22]) }, 'not-readable', 'must be UTF-8'],
      [
        '100,000 nested arrays',
        { value: '['.repeat(100_000) },
        'not-readable',
        'must not nest deeper than 32',
      ],
      ['a field of another type', { value: '{"walk":"a","number":"1"}' }, 'schema-violation', '/number'],
      [
        'another contract of ours',
        { value: good, headers: { ce_type: 'message.sent.v1' } },
        'wrong-type',
        topicWords,
      ],
      ['the key of another walk', { key: 'b', value: good }, 'key-mismatch', 'the walk: a'],
    ])('%s', async (_, raw, reason, words) => {
      const topic = await trial.topicFor('poison', { keepsTimes: true });
      const recorder = new Recorder();
      const record = { key: 'a', ...raw, timestampMs: 1_700_000_000_000 };
      await trial.publish(topic, steps('a', 3));
      await trial.world.write(topic.name, record);
      await trial.publish(topic, steps('a', 3, 3));
      trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      await recorder.has(6);
      expect(recorder.numbersOf('a')).toEqual([0, 1, 2, 3, 4, 5]);
      const letters = await trial.deadLettersOf(topic, 1);
      expect(letters).toMatchObject([
        {
          reason,
          detail: expect.stringContaining(words === topicWords ? topic.name : words),
          group: flowOf(topic).group,
          timestampMs: 1_700_000_000_000,
          key: Buffer.from(record.key).toString('base64'),
          value: record.value === null ? null : Buffer.from(record.value).toString('base64'),
        },
      ]);
    });
  });

  it('buries an event that a bug hits, after three tries, and no other one', async () => {
    const topic = await trial.topicFor('bug');
    const tries: number[] = [];
    const recorder = new Recorder((batch) => {
      if (batch.length === 1) tries.push(...batch.map(({ event }) => event.number));
      for (const { event } of batch) if (event.number === 13) throw new TypeError('x is not a function');
    });
    await trial.publish(topic, steps('a', 40));
    trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
    await recorder.has(39);
    const letters = await trial.deadLettersOf(topic, 1);
    expect(letters).toMatchObject([
      { offset: '13', reason: 'handler-failed', detail: 'TypeError: x is not a function' },
    ]);
    expect(tries.filter((number) => number === 13)).toHaveLength(3);
    expect(recorder.numbersOf('a')).toEqual(
      steps('a', 40).flatMap(({ number }) => (number === 13 ? [] : number)),
    );
  });

  it('buries what the handler rejects', async () => {
    const topic = await trial.topicFor('rejection');
    const recorder = new Recorder((batch) =>
      batch
        .filter(({ event }) => event.number === 1)
        .map((delivered) => ({ delivered, reason: 'id-conflict', detail: 'seen\u0000before \ud800' })),
    );
    await trial.publish(topic, steps('a', 3));
    trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
    await recorder.has(3);
    expect(await trial.deadLettersOf(topic, 1)).toMatchObject([
      { offset: '1', reason: 'id-conflict', detail: 'seen\ufffdbefore \ufffd' },
    ]);
  });

  it('holds while dead letters cannot be published', async () => {
    const topic = await trial.topicFor('no-graves');
    let refusals = 3;
    class Flaky extends Publisher {
      async publish(records: Parameters<Publisher['publish']>[0]): Promise<void> {
        if (refusals-- > 0) throw away();
        await trial.world.publisher.publish(records);
      }
    }
    await trial.publish(topic, steps('a', 2));
    await trial.world.write(topic.name, { key: 'a', value: 'poison' });
    await trial.publish(topic, steps('a', 2, 2));
    const recorder = new Recorder();
    trial.pods.start([handlerOf(topic, flowOf(topic), recorder)], { publisher: new Flaky() });
    const letters = await trial.deadLettersOf(topic, 1);
    await recorder.until(() => new Set(recorder.numbersOf('a')).size === 4);
    expect(letters).toHaveLength(1);
    expect(refusals).toBeLessThan(0);
  });
}
