import { Logger } from '@nestjs/common';
import type { Topic } from '@offline-push/contracts';
import { eventually, freshTopic } from '../../bus-conformance';
import { MemoryBus } from '../../memory-bus';
import { internals } from '@offline-push/bus/inside/kafka/internals';
import type { FlowListener, LogConsumer, LogListener, Partition } from '@offline-push/bus/inside/log';
import { Membership } from '@offline-push/bus/inside/membership/membership';

const race = (): Error => new TypeError("Cannot read properties of null (reading 'brokers')");
const answer = (code: number): Error => internals().errorOfCode(code);

/** A bus that remembers what its consumers tell, so that a test can let them crash. */
class CrashingBus extends MemoryBus {
  readonly told: LogListener[] = [];
  override consumer(group: string, topics: readonly string[], listener: LogListener): LogConsumer {
    this.told.push(listener);
    return super.consumer(group, topics, listener);
  }
}

describe('a membership', () => {
  const lines: { level: string; event: string }[] = [];
  beforeAll(() => {
    const line =
      (level: string) =>
      (message: { event: string }): void =>
        void lines.push({ level, event: message.event });
    Logger.overrideLogger({
      log: line('log'),
      warn: line('warn'),
      error: line('error'),
      fatal: line('fatal'),
    });
  });
  beforeEach(() => void lines.splice(0));

  function aMember({ isMade = true } = {}) {
    const topic = freshTopic('member');
    const bus = new CrashingBus({ topics: isMade ? [topic as unknown as Topic] : [], partitions: 2 });
    const assigned: (readonly Partition[])[] = [];
    const listener: FlowListener = {
      assigned: (partitions) => void assigned.push(partitions),
      losing: () => undefined,
      take: async ({ nextOffset }) => nextOffset,
      stumbled: () => undefined,
    };
    const exits: number[] = [];
    const options = { retry: { firstMs: 1, maxMs: 5 }, silentAfterMs: 60_000 };
    const member = new Membership({
      log: bus,
      group: 'spec.reader',
      topics: [topic.name],
      listener,
      options,
      exit: (code) => exits.push(code),
    });
    const crash = (error: Error, restarts: boolean): void => bus.told.at(-1)?.crashed(error, restarts);
    return { bus, topic, member, assigned, exits, crash };
  }

  it('FF 2.16: a coordinator that loads is waited for, without an error in the log', async () => {
    const { member, exits, crash } = aMember();
    member.start();
    await eventually(() => member.isMember);
    for (let n = 0; n < 50; n++) crash(answer(14), true);
    expect(member.words).toMatch(/^spec.reader waits for the coordinator of its group \(/);
    expect(lines.filter(({ event }) => event === 'group-waits')).toEqual([
      { level: 'warn', event: 'group-waits' },
    ]);
    expect(lines.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
    expect([member.isAlive(), exits]).toEqual([true, []]);
    await member.stop();
  });

  it.each<[string, Error]>([
    ['a topic was deleted', answer(3)],
    ['the right to the group was taken away', answer(30)],
    ['a race inside of the client', race()],
  ])('comes back with a new consumer where the client would not: %s', async (_, error) => {
    const { member, assigned, exits, crash, bus } = aMember();
    member.start();
    await eventually(() => member.isMember);
    crash(error, false);
    expect(member.isMember).toBe(false);
    expect(member.words).not.toBeNull();
    await eventually(() => member.isMember);
    expect(assigned.at(-1)).toHaveLength(2);
    expect(bus.told).toHaveLength(2);
    bus.told[0]?.assigned([]); // a consumer that was let go of is not heard
    expect(assigned.at(-1)).toHaveLength(2);
    expect(exits).toEqual([]);
    await member.stop();
  });

  it('waits for a topic that does not exist yet, and says so', async () => {
    const { bus, topic, member } = aMember({ isMade: false });
    member.start();
    await eventually(() => member.words?.includes(`there is no topic ${topic.name}`) === true);
    expect(member.isAlive()).toBe(true);
    bus.createTopic(topic);
    await eventually(() => member.isMember);
    await member.stop();
  });

  it('ends the process when a bug crashes it again and again', async () => {
    const { member, exits, crash } = aMember();
    member.start();
    for (let n = 0; n < 11; n++) crash(race(), true);
    expect(exits).toEqual([1]);
    expect(member.isAlive()).toBe(false);
    await member.stop();
  });

  it('does not end the process that is stopping anyway', async () => {
    const { member, exits, crash } = aMember();
    member.start();
    await member.stop();
    for (let n = 0; n < 20; n++) crash(race(), false);
    expect(exits).toEqual([]);
  });
});
