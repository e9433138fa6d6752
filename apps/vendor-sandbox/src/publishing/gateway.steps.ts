// Says on the topics what the chat system of the sandbox's phones has to say: its gateway of sessions and tokens, its core of messages.
import { again, type Publisher } from '@offline-push/bus';
import { bindingReported, messageSent, type MessageSent, sessionChanged, type Topic } from '@offline-push/contracts'; // prettier-ignore
import { randomUUID } from 'node:crypto';
import type { Fact, PhoneState } from '../phones/state';
import { commandsOf, type Reach } from './commands';
import type { NewRecord, PlainRecord, Published } from './published';

const TOPICS = { [messageSent.name]: messageSent, [sessionChanged.name]: sessionChanged, [bindingReported.name]: bindingReported } as Record<string, Topic>; // prettier-ignore

export class Gateway {
  constructor(
    private readonly publisher: Publisher,
    private readonly reach: Reach,
  ) {}

  /** In this order: one record is written before the next is sent. */
  async say(facts: readonly Fact[], phone: PhoneState): Promise<Published[]> {
    const said: Published[] = [];
    for (const fact of facts) said.push(await this.publish(recordOf(fact, phone)));
    return said;
  }

  sendMessage(message: MessageSent): Promise<Published> {
    return this.publish(plain(messageSent, message));
  }

  /** As it is, right or wrong. */
  sendRaw({ topic, key, value }: NewRecord): Promise<Published> {
    return this.publish({ topic, key: key ?? null, headers: headersOf(topic), value, atMs: Date.now() });
  }

  /** The commands of a record that is not published. */
  wouldBe(message: MessageSent): Published {
    const record = plain(messageSent, message);
    return { ...record, commands: commandsOf(record, this.reach) };
  }

  private async publish(record: PlainRecord): Promise<Published> {
    const { topic, key, value, headers, atMs } = record;
    await this.publisher.publish([
      again(TOPICS[topic] as Topic, {
        key: key === null ? null : Buffer.from(key),
        value: Buffer.from(value),
        headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
        timestampMs: atMs,
      }),
    ]);
    return { ...record, commands: commandsOf(record, this.reach) };
  }
}

const headersOf = (topic: string): Record<string, string> => ({
  ce_id: randomUUID(),
  ce_type: topic,
  ce_source: `/${TOPICS[topic]?.writer ?? 'sandbox'}`,
  ce_specversion: '1.0',
});

function plain<T>(topic: Topic<T>, event: T): PlainRecord {
  const key = topic.key(event);
  return {
    topic: topic.name,
    key: key === null ? null : String(key),
    headers: headersOf(topic.name),
    value: JSON.stringify(event),
    atMs: Date.now(),
  };
}

/** Without times of their own: the time of the record counts, so that the same command may be run again. */
function recordOf(fact: Fact, { app, platform, certificateId }: PhoneState): PlainRecord {
  const { session, user, device } = fact;
  if (fact.is === 'binding')
    return plain(bindingReported, {
      app,
      user,
      device,
      session,
      binding: { certificateId, token: fact.token },
    });
  const { change, detail } = fact;
  return plain(sessionChanged, {
    app,
    user,
    device,
    session,
    platform,
    change,
    ...(detail !== undefined && { detail }),
  });
}
