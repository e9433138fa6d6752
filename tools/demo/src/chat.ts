// Plays the chat system around the platform: it publishes the events of its gateway and its core.
import { KafkaPublisher, outgoing, type Publisher } from '@offline-push/bus';
import {
  bindingReported,
  type MessageSent,
  messageSent,
  type SessionChange,
  sessionChanged,
  type SessionChanged,
} from '@offline-push/contracts';
import { DEMO_APP } from './phones';

/** A phone, tablet or desktop of a user, in one login. */
export interface ChatDevice {
  user: string;
  device: string;
  session: string;
  platform?: SessionChanged['platform'];
}

export class Chat {
  constructor(
    private readonly publisher: Publisher,
    readonly app = DEMO_APP,
  ) {}

  static on(brokers: readonly string[], app = DEMO_APP): { chat: Chat; close: () => Promise<void> } {
    const publisher = new KafkaPublisher({ brokers: [...brokers], clientId: 'chat', source: 'chat' });
    return { chat: new Chat(publisher, app), close: () => publisher.close() };
  }

  /** Says what happened to sessions, in this order. */
  async says(...facts: [SessionChange, ChatDevice][]): Promise<void> {
    for (const [change, { user, device, session, platform = 'android' }] of facts) {
      const event = { app: this.app, user, device, session, platform, change, atMs: Date.now() };
      await this.publisher.publish([outgoing(sessionChanged, event)]);
    }
  }

  async reports({ user, device, session }: ChatDevice, certificateId: number, token: string): Promise<void> {
    const event = {
      app: this.app,
      user,
      device,
      session,
      binding: { certificateId, token },
      reportedAtMs: Date.now(),
    };
    await this.publisher.publish([outgoing(bindingReported, event)]);
  }

  /** Logs in, reports and loses its connection: a phone in a pocket whose app was killed. */
  async isKilled(device: ChatDevice, certificateId: number, token: string): Promise<void> {
    await this.says(['logged-in', device]);
    await this.reports(device, certificateId, token);
    await this.says(['disconnected', device]);
  }

  async sends(message: Omit<MessageSent, 'app' | 'conversation'> & { conversation?: string }): Promise<void> {
    const event = { conversation: `c-${message.messageId}`, sentAtMs: Date.now(), ...message, app: this.app };
    await this.publisher.publish([outgoing(messageSent, event)]);
  }
}
