// What every bus must do, however it is built. Flow tests may be trusted because the in-memory bus and Kafka both pass this.
import { type DeadLetter, type Topic } from '@offline-push/contracts';
import { Logger } from '@nestjs/common';
import { register } from 'prom-client';
import { type Flow, type Handler, outgoing, Publisher } from '@offline-push/bus/for-testing';
import { eventually, Pods, TEST_OPTIONS } from './pods';
import { Door, Recorder } from './recorder';
import { freshTopic, PARTITIONS, type Step, steps, type World } from './world';

const handlerOf = (topic: Topic<Step>, flow: Flow, recorder: Recorder): Handler =>
  ({ topic, flow, handle: recorder.handle }) as unknown as Handler;

/** Stands for the name of the topic, which each test makes anew. */
const topicWords = 'its own name';

const away = (): Error => Object.assign(new Error('the database is away'), { retriable: true });

/** `open` makes the world anew for each run of the suite. */
export function busConformance(name: string, open: () => Promise<World>): void {
  describe(`the bus ${name}`, () => {
    let world: World;
    const pods = new Pods(() => world);
    Logger.overrideLogger(false); // what it logs is asked about by metrics and by health
    beforeAll(async () => {
      world = await open();
    }, 120_000);
    afterEach(() => pods.stopAll(), 30_000);
    afterAll(() => world.close(), 30_000);

    const topicFor = async (test: string, sort?: { keepsTimes: boolean }): Promise<Topic<Step>> => {
      const topic = freshTopic(test);
      await world.createTopics([topic], sort);
      return topic;
    };
    const publish = (topic: Topic<Step>, events: readonly Step[]): Promise<void> =>
      world.publisher.publish(events.map((event) => outgoing(topic, event)));
    const deadLettersOf = async (topic: Topic<Step>, count: number): Promise<DeadLetter[]> => {
      let found: DeadLetter[] = [];
      await eventually(async () => {
        const records = await world.read('dead-letter.v1');
        found = records.map(({ value }) => JSON.parse(String(value)) as DeadLetter);
        found = found.filter((letter) => letter.topic === topic.name);
        return found.length >= count;
      });
      return found;
    };
    const flowOf = (topic: Topic<Step>): Flow => ({ group: `${topic.name}.reader` });

    it('delivers in order per key, and what arrives during a call in one slice', async () => {
      const topic = await topicFor('order');
      const door = new Door();
      const recorder = new Recorder(() => door.isOpen);
      pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      await publish(topic, steps('first', 1));
      await recorder.until(() => recorder.begun.length === 1);
      const walks = ['a', 'b', 'c', 'd', 'e', 'f'];
      for (let number = 0; number < 50; number++)
        await publish(
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
      const topic = await topicFor('append-time');
      const recorder = new Recorder();
      pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      const fromMs = Date.now();
      await publish(topic, steps('a', 3));
      await recorder.has(3);
      for (const { record } of recorder.delivered) {
        expect(record.timestampMs).toBeGreaterThanOrEqual(fromMs);
        expect(record.timestampMs).toBeLessThanOrEqual(Date.now());
      }
    });

    it("hands over the record's own time stamp where the topic keeps it, key, headers and trace", async () => {
      const topic = await topicFor('record', { keepsTimes: true });
      const recorder = new Recorder();
      pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      await world.write(topic.name, {
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
      const topic = await topicFor('null-key');
      const recorder = new Recorder();
      pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      await world.write(topic.name, { key: null, value: JSON.stringify({ walk: 'a', number: 1 }) });
      await recorder.has(1);
      expect(recorder.delivered[0]?.record.key).toBeNull();
    });

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
        const topic = await topicFor('poison', { keepsTimes: true });
        const recorder = new Recorder();
        const record = { key: 'a', ...raw, timestampMs: 1_700_000_000_000 };
        await publish(topic, steps('a', 3));
        await world.write(topic.name, record);
        await publish(topic, steps('a', 3, 3));
        pods.start([handlerOf(topic, flowOf(topic), recorder)]);
        await recorder.has(6);
        expect(recorder.numbersOf('a')).toEqual([0, 1, 2, 3, 4, 5]);
        const letters = await deadLettersOf(topic, 1);
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

    it('takes a record with CloudEvents attributes of a company of its own', async () => {
      const topic = await topicFor('own-type');
      const recorder = new Recorder();
      const headers = { ce_type: 'com.example.step', ce_specversion: '0.3', ce_subject: 'x' };
      await world.write(topic.name, { key: 'a', value: JSON.stringify({ walk: 'a', number: 0 }), headers });
      pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      await recorder.has(1);
      expect(recorder.numbersOf('a')).toEqual([0]);
    });

    it('buries an event that a bug hits, after three tries, and no other one', async () => {
      const topic = await topicFor('bug');
      const tries: number[] = [];
      const recorder = new Recorder((batch) => {
        if (batch.length === 1) tries.push(...batch.map(({ event }) => event.number));
        for (const { event } of batch) if (event.number === 13) throw new TypeError('x is not a function');
      });
      await publish(topic, steps('a', 40));
      pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      await recorder.has(39);
      const letters = await deadLettersOf(topic, 1);
      expect(letters).toMatchObject([
        { offset: '13', reason: 'handler-failed', detail: 'TypeError: x is not a function' },
      ]);
      expect(tries.filter((number) => number === 13)).toHaveLength(3);
      expect(recorder.numbersOf('a')).toEqual(
        steps('a', 40).flatMap(({ number }) => (number === 13 ? [] : number)),
      );
    });

    it('buries what the handler rejects', async () => {
      const topic = await topicFor('rejection');
      const recorder = new Recorder((batch) =>
        batch
          .filter(({ event }) => event.number === 1)
          .map((delivered) => ({ delivered, reason: 'id-conflict', detail: 'seen\u0000before \ud800' })),
      );
      await publish(topic, steps('a', 3));
      pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      await recorder.has(3);
      expect(await deadLettersOf(topic, 1)).toMatchObject([
        { offset: '1', reason: 'id-conflict', detail: 'seen\ufffdbefore \ufffd' },
      ]);
    });

    it('holds while something is away, skips nothing, and resumes alone', async () => {
      const topic = await topicFor('hold');
      let isAway = false;
      const recorder = new Recorder(() => {
        if (isAway) throw away();
      });
      const { flows } = pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      await publish(topic, steps('a', 5));
      await recorder.has(5);
      expect(flows.isReady()).toBe(true);
      isAway = true;
      await publish(topic, [...steps('a', 5, 5), ...steps('b', 5)]);
      await recorder.until(() => recorder.begun.length > 3);
      expect(flows.isReady()).toBe(false);
      expect(flows.isAlive()).toBe(true);
      isAway = false;
      await recorder.has(15);
      expect(recorder.numbersOf('a')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(recorder.numbersOf('b')).toEqual([0, 1, 2, 3, 4]);
      await eventually(() => flows.isReady());
    });

    it('S3: holds a topic whose handler fails on every event, buries none of them, and resumes alone', async () => {
      const topic = await topicFor('broken');
      let isBroken = true;
      const recorder = new Recorder(() => {
        if (isBroken) throw new TypeError('a bug that hits every event');
      });
      const walks = Array.from({ length: 30 }, (_, number) => ({ walk: `walk-${number}`, number }));
      await publish(topic, walks);
      const { flows } = pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      await eventually(() => flows.waitsFor().some((words) => words.includes('fails on every event')));
      expect(flows.isReady()).toBe(false);
      expect(flows.isAlive()).toBe(true);
      isBroken = false;
      await recorder.until(() => new Set(recorder.events.map(({ number }) => number)).size === 30);
      await eventually(() => flows.isReady());
      const letters = await world.read('dead-letter.v1');
      expect(letters.filter(({ value }) => String(value).includes(`"${topic.name}"`))).toEqual([]);
    });

    it('holds while dead letters cannot be published', async () => {
      const topic = await topicFor('no-graves');
      let refusals = 3;
      class Flaky extends Publisher {
        async publish(records: Parameters<Publisher['publish']>[0]): Promise<void> {
          if (refusals-- > 0) throw away();
          await world.publisher.publish(records);
        }
      }
      await publish(topic, steps('a', 2));
      await world.write(topic.name, { key: 'a', value: 'poison' });
      await publish(topic, steps('a', 2, 2));
      const recorder = new Recorder();
      pods.start([handlerOf(topic, flowOf(topic), recorder)], { publisher: new Flaky() });
      const letters = await deadLettersOf(topic, 1);
      await recorder.until(() => new Set(recorder.numbersOf('a')).size === 4);
      expect(letters).toHaveLength(1);
      expect(refusals).toBeLessThan(0);
    });

    it('gives the records of a killed process to another one', async () => {
      const topic = await topicFor('killed');
      const victim = await world.victim(topic, flowOf(topic).group);
      await publish(topic, steps('a', 10));
      await victim.took;
      await victim.kill();
      const recorder = new Recorder();
      pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      await recorder.has(10);
      expect(recorder.numbersOf('a')).toEqual(steps('a', 10).map(({ number }) => number));
    }, 60_000);

    it('shares the partitions between two members', async () => {
      const topic = await topicFor('share');
      const [one, other] = [new Recorder(), new Recorder()];
      const pod = pods.start([handlerOf(topic, flowOf(topic), one)]);
      const otherPod = pods.start([handlerOf(topic, flowOf(topic), other)]);
      await eventually(() => pod.flows.isReady() && otherPod.flows.isReady());
      const walks = Array.from({ length: 30 }, (_, number) => `walk-${number}`);
      const bothWork = async (): Promise<boolean> => {
        await publish(
          topic,
          walks.map((walk, number) => ({ walk, number })),
        );
        return one.delivered.length > 0 && other.delivered.length > 0;
      };
      await eventually(bothWork);
      const before = { one: one.delivered.length, other: other.delivered.length };
      await publish(
        topic,
        walks.flatMap((walk) => steps(walk, 10, 1000)),
      );
      const since = (): Step[] => [...one.events.slice(before.one), ...other.events.slice(before.other)];
      await eventually(() => since().filter(({ number }) => number >= 1000).length >= 300);
      expect(since().filter(({ number }) => number >= 1000)).toHaveLength(300);
      for (const walk of walks) {
        const readers = [one, other].filter((recorder) => recorder.numbersOf(walk).includes(1000));
        expect(readers).toHaveLength(1);
      }
    }, 60_000);

    it('goes on while members come and go', async () => {
      const topic = await topicFor('storm');
      const seen = new Set<number>();
      const remember = (): Recorder =>
        new Recorder((batch) => batch.forEach(({ event }) => void seen.add(event.number)));
      pods.start([handlerOf(topic, flowOf(topic), remember())]);
      for (let round = 0; round < 4; round++) {
        const guest = pods.start([handlerOf(topic, flowOf(topic), remember())]);
        for (let part = 0; part < 5; part++)
          await publish(topic, steps(`walk-${part}`, 20, round * 100 + part * 20));
        await eventually(() => guest.flows.isReady());
        await guest.stop();
      }
      await eventually(() => seen.size === 400);
    }, 60_000);

    it('commits at shutdown what is settled, and nothing else', async () => {
      const topic = await topicFor('shutdown');
      const door = new Door();
      const first = new Recorder(async (batch) => {
        if (batch.some(({ event }) => event.number >= 5)) throw away();
        await door.isOpen;
      });
      const options = { flow: { ...TEST_OPTIONS.flow, commitEveryMs: 60_000 } };
      const pod = pods.start([handlerOf(topic, flowOf(topic), first)], { options });
      await publish(topic, steps('a', 5));
      await first.until(() => first.begun.length > 0);
      const stopped = pod.stop(); // while its slice runs
      await publish(topic, steps('a', 5, 5));
      door.open();
      await stopped;
      const taken = first.numbersOf('a').length;
      expect(taken).toBeGreaterThan(0);
      const second = new Recorder();
      pods.start([handlerOf(topic, flowOf(topic), second)]);
      await second.until(() => second.numbersOf('a').includes(9));
      expect(second.numbersOf('a')).toEqual(steps('a', 10 - taken, taken).map(({ number }) => number));
    });

    it('reads the state topics to their ends before it decides, in every pod', async () => {
      const state = await topicFor('state');
      const input = await topicFor('input');
      const stateFlow = { group: `${state.name}.state` };
      const inputFlow = { group: `${input.name}.input`, after: stateFlow };
      await publish(input, [...steps('a', 3), ...steps('b', 3), ...steps('c', 3)]);
      const walks = Array.from({ length: 20 }, (_, number) => `walk-${number}`);
      await publish(
        state,
        walks.flatMap((walk) => steps(walk, 10)),
      );
      const seen: number[] = [];
      const pod = () => {
        const states = new Recorder(() => new Promise((resolve) => setTimeout(resolve, 5)));
        const inputs = new Recorder(() => void seen.push(statesSoFar()));
        const started = pods.start(
          [handlerOf(state, stateFlow, states), handlerOf(input, inputFlow, inputs)],
          { options: { flow: { ...TEST_OPTIONS.flow, sliceRecords: 10 } } },
        );
        return { states, inputs, ...started };
      };
      const both = [pod(), pod()];
      const statesSoFar = (): number =>
        new Set(both.flatMap(({ states }) => states.events.map(({ walk, number }) => `${walk}/${number}`)))
          .size;
      await eventually(() => both.reduce((sum, { inputs }) => sum + inputs.delivered.length, 0) >= 9, 60_000);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.every((states) => states === 200)).toBe(true);
    }, 90_000);

    it('a topic that moves away while it is held, or whose holder leaves, keeps nobody unready', async () => {
      const topic = await topicFor('moved');
      let isAway = true;
      const behaviour = (): void => {
        if (isAway) throw away();
      };
      const [one, other] = [new Recorder(behaviour), new Recorder(behaviour)];
      await publish(topic, steps('a', 5));
      const pod = pods.start([handlerOf(topic, flowOf(topic), one)]);
      await eventually(() => pod.flows.waitsFor().some((words) => words.includes('is held')));
      expect(pod.flows.waitsFor()[0]).toMatch(/^topic .* is held: the database is away, since \d+ s$/);
      const guests = [pods.start([handlerOf(topic, flowOf(topic), other)])];
      guests.push(pods.start([handlerOf(topic, flowOf(topic), other)]));
      await eventually(() => one.begun.length + other.begun.length > 2);
      isAway = false;
      await eventually(
        () => new Set([...one.events, ...other.events].map(({ number }) => number)).size === 5,
      );
      await eventually(() => [pod, ...guests].every(({ flows }) => flows.isReady()));
    }, 60_000);

    it('decides at once when there is no state to read', async () => {
      const state = await topicFor('no-state');
      const input = await topicFor('idle');
      const stateFlow = { group: `${state.name}.state` };
      const recorder = new Recorder();
      const { flows } = pods.start([
        handlerOf(state, stateFlow, new Recorder()),
        handlerOf(input, { group: `${input.name}.input`, after: stateFlow }, recorder),
      ]);
      await publish(input, steps('a', 1));
      await recorder.has(1);
      expect(flows.isFresh(stateFlow)).toBe(true);
    });

    const lostOf = async (topic: Topic<Step>): Promise<number> => {
      const metric = await register.getSingleMetric('offline_push_lost_input_total')?.get();
      const lost = metric?.values.filter(({ labels }) => labels['topic'] === topic.name) ?? [];
      return lost.reduce((sum, { value }) => sum + value, 0);
    };
    /** A flow that follows the flow of its state, with a feed that is stale soon. */
    const following = async (test: string, staleAfterMs: number) => {
      const [state, input] = [await topicFor(`${test}-state`), await topicFor(`${test}-input`)];
      const stateFlow = { group: `${state.name}.state` };
      const [states, inputs] = [new Recorder(), new Recorder()];
      const handlers = [
        handlerOf(state, stateFlow, states),
        handlerOf(input, { group: `${input.name}.input`, after: stateFlow }, inputs),
      ];
      const feed = { ...TEST_OPTIONS.feed, staleAfterMs };
      const { flows } = pods.start(handlers, { options: { feed } });
      return { state, input, states, inputs, flows, stateFlow };
    };
    const aStep = (number: number) => ({ key: 'a', value: JSON.stringify({ walk: 'a', number }) });

    it('P4: what was aborted counts as read, on state topics and on input topics', async () => {
      const { state, input, states, inputs, flows, stateFlow } = await following('aborted', 2_000);
      for (const topic of [state, input]) await publish(topic, steps('a', 3));
      await inputs.has(3);
      for (const topic of [state, input]) await (await world.begin(topic.name, aStep(7))).abort();
      const log = world.connect();
      const topics = [state.name, input.name];
      const { known: ends } = await log.ranges(topics);
      await eventually(async () => {
        const committed = await log.committed(stateFlow.group, [state.name]);
        committed.push(...(await log.committed(`${input.name}.input`, [input.name])));
        const isAt = (end: (typeof ends)[number]) => (at: (typeof committed)[number]) =>
          at.topic === end.topic && at.partition === end.partition && at.offset === end.end;
        return ends.every((end) => end.end === end.start || committed.some(isAt(end)));
      });
      await log.close();
      await publish(input, steps('a', 2, 3));
      await inputs.has(5);
      expect(inputs.numbersOf('a')).toEqual([0, 1, 2, 3, 4]);
      expect(states.numbersOf('a')).toEqual([0, 1, 2]);
      await eventually(() => flows.isFresh(stateFlow) && flows.isReady());
      expect([await lostOf(state), await lostOf(input)]).toEqual([0, 0]);
    }, 60_000);

    it('P4: behind an open transaction the state is not fresh, and nothing is decided', async () => {
      const { state, input, states, inputs, flows, stateFlow } = await following('open', 700);
      await publish(state, steps('a', 1));
      await publish(input, steps('a', 1));
      await inputs.has(1);
      await eventually(() => flows.isFresh(stateFlow));
      const transaction = await world.begin(state.name, aStep(1));
      await publish(state, steps('a', 1, 2)); // a logout, say, that nobody can read now
      await eventually(() => !flows.isFresh(stateFlow) && !flows.isReady());
      await publish(input, steps('a', 1, 1));
      expect(inputs.numbersOf('a')).toEqual([0]);
      await transaction.commit();
      await inputs.has(2);
      expect(states.numbersOf('a')).toEqual([0, 1, 2]);
      await eventually(() => flows.isFresh(stateFlow) && flows.isReady());
    }, 60_000);

    it('counts what the log dropped before it was read, and goes on from its start', async () => {
      const topic = await topicFor('lost');
      const flow = flowOf(topic);
      const first = new Recorder();
      const pod = pods.start([handlerOf(topic, flow, first)]);
      await publish(topic, steps('a', 4));
      await first.has(4);
      await pod.stop();
      await publish(topic, steps('a', 10, 4));
      await world.truncate(
        { topic: topic.name, partition: Number(first.delivered[0]?.record.partition) },
        10n,
      );
      const second = new Recorder();
      pods.start([handlerOf(topic, flow, second)]);
      await second.has(4);
      expect(second.numbersOf('a')).toEqual([10, 11, 12, 13]);
      const metric = await register.getSingleMetric('offline_push_lost_input_total')?.get();
      const lost = metric?.values.filter(({ labels }) => labels['topic'] === topic.name);
      expect(lost).toMatchObject([{ value: 6, labels: { group: flow.group } }]);
    });

    it('creates nothing on first use', async () => {
      const missing = freshTopic('missing');
      const recorder = new Recorder();
      const { flows } = pods.start([handlerOf(missing, flowOf(missing), recorder)]);
      await expect(world.impatient.publish([outgoing(missing, { walk: 'a', number: 0 })])).rejects.toThrow(
        missing.name,
      );
      expect(await world.exists(missing.name)).toBe(false);
      expect(flows.isReady()).toBe(false);
      const words = new RegExp(`(there is no topic |a topic that does not exist yet \\()${missing.name}`);
      await eventually(() => flows.waitsFor().some((sentence) => words.test(sentence)));
      await world.createTopics([missing]);
      await publish(missing, steps('a', 1));
      await recorder.has(1);
    }, 60_000);

    it('spreads a topic over its partitions', async () => {
      const topic = await topicFor('spread');
      const recorder = new Recorder();
      pods.start([handlerOf(topic, flowOf(topic), recorder)]);
      await publish(
        topic,
        Array.from({ length: 60 }, (_, number) => ({ walk: `walk-${number}`, number })),
      );
      await recorder.has(60);
      expect(new Set(recorder.delivered.map(({ record }) => record.partition)).size).toBe(PARTITIONS);
    });
  });
}
