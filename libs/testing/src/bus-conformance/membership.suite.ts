// Members of a group come, go, die and stop.
import { eventually, TEST_OPTIONS } from './pods';
import { Door, Recorder } from './recorder';
import { away, flowOf, handlerOf, type Trial } from './trial';
import { type Step, steps } from './world';

export function membership(trial: Trial): void {
  it('gives the records of a killed process to another one', async () => {
    const topic = await trial.topicFor('killed');
    const victim = await trial.world.victim(topic, flowOf(topic).group);
    await trial.publish(topic, steps('a', 10));
    await victim.took;
    await victim.kill();
    const recorder = new Recorder();
    trial.pods.start([handlerOf(topic, flowOf(topic), recorder)]);
    await recorder.has(10);
    expect(recorder.numbersOf('a')).toEqual(steps('a', 10).map(({ number }) => number));
  }, 180_000);

  it('shares the partitions between two members', async () => {
    const topic = await trial.topicFor('share');
    const [one, other] = [new Recorder(), new Recorder()];
    const pod = trial.pods.start([handlerOf(topic, flowOf(topic), one)]);
    const otherPod = trial.pods.start([handlerOf(topic, flowOf(topic), other)]);
    await eventually(() => pod.flows.isReady() && otherPod.flows.isReady());
    const walks = Array.from({ length: 30 }, (_, number) => `walk-${number}`);
    const bothWork = async (): Promise<boolean> => {
      await trial.publish(
        topic,
        walks.map((walk, number) => ({ walk, number })),
      );
      return one.delivered.length > 0 && other.delivered.length > 0;
    };
    await eventually(bothWork);
    const before = { one: one.delivered.length, other: other.delivered.length };
    await trial.publish(
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
  }, 180_000);

  it('goes on while members come and go', async () => {
    const topic = await trial.topicFor('storm');
    const seen = new Set<number>();
    const remember = (): Recorder =>
      new Recorder((batch) => batch.forEach(({ event }) => void seen.add(event.number)));
    trial.pods.start([handlerOf(topic, flowOf(topic), remember())]);
    for (let round = 0; round < 4; round++) {
      const guest = trial.pods.start([handlerOf(topic, flowOf(topic), remember())]);
      for (let part = 0; part < 5; part++)
        await trial.publish(topic, steps(`walk-${part}`, 20, round * 100 + part * 20));
      await eventually(() => guest.flows.isReady());
      await guest.stop();
    }
    await eventually(() => seen.size === 400);
  }, 180_000);

  it('commits at shutdown what is settled, and nothing else', async () => {
    const topic = await trial.topicFor('shutdown');
    const door = new Door();
    const first = new Recorder(async (batch) => {
      if (batch.some(({ event }) => event.number >= 5)) throw away();
      await door.isOpen;
    });
    const options = { flow: { ...TEST_OPTIONS.flow, commitEveryMs: 60_000 } };
    const pod = trial.pods.start([handlerOf(topic, flowOf(topic), first)], { options });
    await trial.publish(topic, steps('a', 5));
    await first.until(() => first.begun.length > 0);
    const stopped = pod.stop(); // while its slice runs
    await trial.publish(topic, steps('a', 5, 5));
    door.open();
    await stopped;
    const taken = first.numbersOf('a').length;
    expect(taken).toBeGreaterThan(0);
    const second = new Recorder();
    trial.pods.start([handlerOf(topic, flowOf(topic), second)]);
    await second.until(() => second.numbersOf('a').includes(9));
    expect(second.numbersOf('a')).toEqual(steps('a', 10 - taken, taken).map(({ number }) => number));
  });
}
