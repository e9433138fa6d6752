// Input waits for the state it is decided by; aborted, open and dropped records keep nobody waiting for ever.
import { register } from 'prom-client';
import type { Topic } from '@offline-push/contracts';
import { eventually, TEST_OPTIONS } from './pods';
import { Recorder } from './recorder';
import { flowOf, handlerOf, type Trial } from './trial';
import { type Step, steps } from './world';

const lostOf = async (topic: Topic<Step>): Promise<number> => {
  const metric = await register.getSingleMetric('offline_push_lost_input_total')?.get();
  const lost = metric?.values.filter(({ labels }) => labels['topic'] === topic.name) ?? [];
  return lost.reduce((sum, { value }) => sum + value, 0);
};

/** A flow that follows the flow of its state, with a feed that is stale soon. */
const following = async (trial: Trial, test: string, staleAfterMs: number) => {
  const [state, input] = [await trial.topicFor(`${test}-state`), await trial.topicFor(`${test}-input`)];
  const stateFlow = { group: `${state.name}.state` };
  const [states, inputs] = [new Recorder(), new Recorder()];
  const handlers = [
    handlerOf(state, stateFlow, states),
    handlerOf(input, { group: `${input.name}.input`, after: stateFlow }, inputs),
  ];
  const feed = { ...TEST_OPTIONS.feed, staleAfterMs };
  const { flows } = trial.pods.start(handlers, { options: { feed } });
  return { state, input, states, inputs, flows, stateFlow };
};

const aStep = (number: number) => ({ key: 'a', value: JSON.stringify({ walk: 'a', number }) });

export function catchUp(trial: Trial): void {
  it('reads the state topics to their ends before it decides, in every pod', async () => {
    const state = await trial.topicFor('state');
    const input = await trial.topicFor('input');
    const stateFlow = { group: `${state.name}.state` };
    const inputFlow = { group: `${input.name}.input`, after: stateFlow };
    await trial.publish(input, [...steps('a', 3), ...steps('b', 3), ...steps('c', 3)]);
    const walks = Array.from({ length: 20 }, (_, number) => `walk-${number}`);
    await trial.publish(
      state,
      walks.flatMap((walk) => steps(walk, 10)),
    );
    const seen: number[] = [];
    const pod = () => {
      const states = new Recorder(() => new Promise((resolve) => setTimeout(resolve, 5)));
      const inputs = new Recorder(() => void seen.push(statesSoFar()));
      const started = trial.pods.start(
        [handlerOf(state, stateFlow, states), handlerOf(input, inputFlow, inputs)],
        { options: { flow: { ...TEST_OPTIONS.flow, sliceRecords: 10 } } },
      );
      return { states, inputs, ...started };
    };
    const both = [pod(), pod()];
    const statesSoFar = (): number =>
      new Set(both.flatMap(({ states }) => states.events.map(({ walk, number }) => `${walk}/${number}`)))
        .size;
    await eventually(() => both.reduce((sum, { inputs }) => sum + inputs.delivered.length, 0) >= 9, 90_000);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((states) => states === 200)).toBe(true);
  }, 180_000);

  it('decides at once when there is no state to read', async () => {
    const state = await trial.topicFor('no-state');
    const input = await trial.topicFor('idle');
    const stateFlow = { group: `${state.name}.state` };
    const recorder = new Recorder();
    const { flows } = trial.pods.start([
      handlerOf(state, stateFlow, new Recorder()),
      handlerOf(input, { group: `${input.name}.input`, after: stateFlow }, recorder),
    ]);
    await trial.publish(input, steps('a', 1));
    await recorder.has(1);
    expect(flows.isFresh(stateFlow)).toBe(true);
  });

  it('P4: what was aborted counts as read, on state topics and on input topics', async () => {
    const { state, input, states, inputs, flows, stateFlow } = await following(trial, 'aborted', 2_000);
    for (const topic of [state, input]) await trial.publish(topic, steps('a', 3));
    await inputs.has(3);
    for (const topic of [state, input]) await (await trial.world.begin(topic.name, aStep(7))).abort();
    const log = trial.world.connect();
    const topics = [state.name, input.name];
    // The broker answers an abort before its marker is in the log: the end moves on once more.
    await eventually(async () => {
      const { known: ends } = await log.ranges(topics);
      const committed = await log.committed(stateFlow.group, [state.name]);
      committed.push(...(await log.committed(`${input.name}.input`, [input.name])));
      const isAt = (end: (typeof ends)[number]) => (at: (typeof committed)[number]) =>
        at.topic === end.topic && at.partition === end.partition && at.offset === end.end;
      return ends.every((end) => end.end === end.start || committed.some(isAt(end)));
    });
    await log.close();
    await trial.publish(input, steps('a', 2, 3));
    await inputs.has(5);
    expect(inputs.numbersOf('a')).toEqual([0, 1, 2, 3, 4]);
    expect(states.numbersOf('a')).toEqual([0, 1, 2]);
    await eventually(() => flows.isFresh(stateFlow) && flows.isReady());
    expect([await lostOf(state), await lostOf(input)]).toEqual([0, 0]);
  }, 180_000);

  it('P4: behind an open transaction the state is not fresh, and nothing is decided', async () => {
    const { state, input, states, inputs, flows, stateFlow } = await following(trial, 'open', 700);
    await trial.publish(state, steps('a', 1));
    await trial.publish(input, steps('a', 1));
    await inputs.has(1);
    await eventually(() => flows.isFresh(stateFlow));
    const transaction = await trial.world.begin(state.name, aStep(1));
    await trial.publish(state, steps('a', 1, 2)); // a logout, say, that nobody can read now
    await eventually(() => !flows.isFresh(stateFlow) && !flows.isReady());
    await trial.publish(input, steps('a', 1, 1));
    expect(inputs.numbersOf('a')).toEqual([0]);
    await transaction.commit();
    await inputs.has(2);
    expect(states.numbersOf('a')).toEqual([0, 1, 2]);
    await eventually(() => flows.isFresh(stateFlow) && flows.isReady());
  }, 180_000);

  it('counts what the log dropped before it was read, and goes on from its start', async () => {
    const topic = await trial.topicFor('lost');
    const flow = flowOf(topic);
    const first = new Recorder();
    const pod = trial.pods.start([handlerOf(topic, flow, first)]);
    await trial.publish(topic, steps('a', 4));
    await first.has(4);
    await pod.stop();
    await trial.publish(topic, steps('a', 10, 4));
    await trial.world.truncate(
      { topic: topic.name, partition: Number(first.delivered[0]?.record.partition) },
      10n,
    );
    const second = new Recorder();
    trial.pods.start([handlerOf(topic, flow, second)]);
    await second.has(4);
    expect(second.numbersOf('a')).toEqual([10, 11, 12, 13]);
    const metric = await register.getSingleMetric('offline_push_lost_input_total')?.get();
    const lost = metric?.values.filter(({ labels }) => labels['topic'] === topic.name);
    expect(lost).toMatchObject([{ value: 6, labels: { group: flow.group } }]);
  });
}
