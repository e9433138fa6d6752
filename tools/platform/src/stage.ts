// The stage of stories and field faults: the whole platform as real processes, a chat system around it, and a reader of every topic.
import {
  bindingChanged,
  presenceChanged,
  pushAddressed,
  pushGated,
  pushOutcome,
  type MessageSent,
  type Topic,
  TOPICS,
} from '@offline-push/contracts';
import { Chat, type ChatDevice, openTenant, Sandbox, type Tenant } from '@offline-push/demo';
import { Platform, type PlatformOptions } from './platform';
import { TopicReader } from './reader';

export interface Phone extends ChatDevice {
  token: string;
}

interface Parts {
  platform: Platform;
  chat: Chat;
  reader: TopicReader;
  sandbox: Sandbox;
  tenant: Tenant;
  closeChat: () => Promise<void>;
}

const DEADLINE_MS = 60_000;

export class Stage {
  readonly platform: Platform;
  readonly chat: Chat;
  readonly reader: TopicReader;
  readonly sandbox: Sandbox;
  readonly tenant: Tenant;

  private constructor(private readonly parts: Parts) {
    ({
      platform: this.platform,
      chat: this.chat,
      reader: this.reader,
      sandbox: this.sandbox,
      tenant: this.tenant,
    } = parts);
  }

  /** `topics`: what the reader reads. */
  static async open(
    options: PlatformOptions = {},
    topics: readonly Pick<Topic, 'name'>[] = TOPICS,
  ): Promise<Stage> {
    // Phones that are killed here ring at once; other stories test the grace.
    const presence = { PRESENCE_GRACE_SECONDS: '0', ...options.env?.presence };
    const platform = await Platform.start({ ownKafka: true, ...options, env: { ...options.env, presence } });
    try {
      const sandbox = new Sandbox(platform.sandboxUrl);
      const tenant = await openTenant(platform.api, sandbox, platform.publicUrl);
      const { chat, close } = Chat.on(platform.parts.brokers);
      const reader = await TopicReader.open(platform.parts.brokers, topics);
      return new Stage({ platform, chat, reader, sandbox, tenant, closeChat: close });
    } catch (error) {
      await platform.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.reader.close();
    await this.parts.closeChat();
    await this.platform.stop();
  }

  phoneOf(user: string, name = 'phone'): Phone {
    return { user, device: `${user}-${name}`, session: `${user}-${name}-1`, token: `ok-${user}-${name}` };
  }

  /** Logged in, bound, and its app killed: the phone that must ring. Resolves when presence and device-bindings know. */
  async killed(phone: Phone, certificateId = this.certificateId): Promise<void> {
    await this.chat.isKilled(phone, certificateId, phone.token);
    await Promise.all([this.becomes(phone, 'offline'), this.isBound(phone)]);
  }

  async becomes({ user, session }: ChatDevice, status: string): Promise<void> {
    await this.reader.next(
      presenceChanged,
      (e) => e.user === user && e.session === session && e.status === status,
      DEADLINE_MS,
    );
  }

  async isBound({ user, session }: ChatDevice, change = 'bound'): Promise<void> {
    await this.reader.next(
      bindingChanged,
      (e) => e.user === user && e.session === session && e.change === change,
      DEADLINE_MS,
    );
  }

  get certificateId(): number {
    return Object.values(this.tenant.certificates)[0] ?? 0;
  }

  async sends(messageId: string, to: string[], message: Partial<MessageSent> = {}): Promise<void> {
    await this.chat.sends({ messageId, recipients: to, push: { text: `text of ${messageId}` }, ...message });
  }

  /** Where the ledger has this recipient of the message: a reason of gate or addressing, or how its target ended. */
  fateOf(messageId: string, user: string, deadlineMs = DEADLINE_MS): Promise<string> {
    const stopped = (topic: typeof pushGated | typeof pushAddressed) =>
      this.reader
        .next(
          topic as typeof pushGated,
          (e) => e.messageId === messageId && e.stopped.some((s) => s.user === user),
          deadlineMs,
        )
        .then((event) => event.stopped.find((s) => s.user === user)?.reason ?? '');
    const ended = this.reader
      .next(
        pushOutcome,
        (e) => e.messageId === messageId && e.outcomes.some((o) => o.user === user),
        deadlineMs,
      )
      .then((event) => event.outcomes.find((o) => o.user === user)?.state ?? '');
    return Promise.any([stopped(pushGated), stopped(pushAddressed), ended]);
  }
}
