// What each part of the suite tries a bus with: topics of its own, pods that are stopped after the test, and what came of it.
import type { DeadLetter, Topic } from '@offline-push/contracts';
import { type Flow, type Handler, outgoing } from '@offline-push/bus/for-testing';
import { eventually, Pods } from './pods';
import type { Recorder } from './recorder';
import { freshTopic, type Step, type World } from './world';

export class Trial {
  readonly pods: Pods;

  constructor(private readonly opened: () => World) {
    this.pods = new Pods(opened);
  }

  get world(): World {
    return this.opened();
  }

  async topicFor(test: string, sort?: { keepsTimes: boolean }): Promise<Topic<Step>> {
    const topic = freshTopic(test);
    await this.world.createTopics([topic], sort);
    return topic;
  }

  publish(topic: Topic<Step>, events: readonly Step[]): Promise<void> {
    return this.world.publisher.publish(events.map((event) => outgoing(topic, event)));
  }

  async deadLettersOf(topic: Topic<Step>, count: number): Promise<DeadLetter[]> {
    let found: DeadLetter[] = [];
    await eventually(async () => {
      const records = await this.world.read('dead-letter.v1');
      found = records.map(({ value }) => JSON.parse(String(value)) as DeadLetter);
      found = found.filter((letter) => letter.topic === topic.name);
      return found.length >= count;
    });
    return found;
  }
}

export const flowOf = (topic: Topic<Step>): Flow => ({ group: `${topic.name}.reader` });

export const handlerOf = (topic: Topic<Step>, flow: Flow, recorder: Recorder): Handler =>
  ({ topic, flow, handle: recorder.handle }) as unknown as Handler;

export const away = (): Error => Object.assign(new Error('the database is away'), { retriable: true });
