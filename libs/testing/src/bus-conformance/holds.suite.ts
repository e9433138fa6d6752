// A topic is held while something that its handler needs is away, and goes on by itself.
import { eventually } from './pods';
import { Recorder } from './recorder';
import { away, flowOf, handlerOf, type Trial } from './trial';
import { steps } from './world';

export function holds(trial: Trial): void {
  it('holds while something is away, skips nothing, and resumes alone', async () => {
    const topic = await trial.topicFor('hold');
    let isAway = false;
    const recorder = new Recorder(() => {
      if (isAway) throw away();
    });
    const { flows } = trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
    await trial.publish(topic, steps('a', 5));
    await recorder.has(5);
    expect(flows.isReady()).toBe(true);
    isAway = true;
    await trial.publish(topic, [...steps('a', 5, 5), ...steps('b', 5)]);
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
    const topic = await trial.topicFor('broken');
    let isBroken = true;
    const recorder = new Recorder(() => {
      if (isBroken) throw new TypeError('a bug that hits every event');
    });
    const walks = Array.from({ length: 30 }, (_, number) => ({ walk: `walk-${number}`, number }));
    await trial.publish(topic, walks);
    const { flows } = trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
    await eventually(() => flows.waitsFor().some((words) => words.includes('fails on every event')));
    expect(flows.isReady()).toBe(false);
    expect(flows.isAlive()).toBe(true);
    isBroken = false;
    await recorder.until(() => new Set(recorder.events.map(({ number }) => number)).size === 30);
    await eventually(() => flows.isReady());
    const letters = await trial.world.read('dead-letter.v1');
    expect(letters.filter(({ value }) => String(value).includes(`"${topic.name}"`))).toEqual([]);
  });

  it('a topic that moves away while it is held, or whose holder leaves, keeps nobody unready', async () => {
    const topic = await trial.topicFor('moved');
    let isAway = true;
    const behaviour = (): void => {
      if (isAway) throw away();
    };
    const [one, other] = [new Recorder(behaviour), new Recorder(behaviour)];
    await trial.publish(topic, steps('a', 5));
    const pod = trial.pods.start([handlerOf(topic, flowOf(topic), one)]);
    await eventually(() => pod.flows.waitsFor().some((words) => words.includes('is held')));
    expect(pod.flows.waitsFor()[0]).toMatch(/^topic .* is held: the database is away, since \d+ s$/);
    const guests = [trial.pods.start([handlerOf(topic, flowOf(topic), other)])];
    guests.push(trial.pods.start([handlerOf(topic, flowOf(topic), other)]));
    await eventually(() => one.begun.length + other.begun.length > 2);
    isAway = false;
    await eventually(() => new Set([...one.events, ...other.events].map(({ number }) => number)).size === 5);
    await eventually(() => [pod, ...guests].every(({ flows }) => flows.isReady()));
  }, 180_000);
}
