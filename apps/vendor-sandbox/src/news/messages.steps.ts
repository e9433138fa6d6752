// Plays the core of the chat system: sends messages for people, brings each to the apps that have a link, and publishes one again for whom no
// acknowledgement came (docs: evenIfOnline), as a real core does.
import type { MessageSent } from '@offline-push/contracts';
import { randomUUID } from 'node:crypto';
import type { Happening } from '../live/happening';
import type { Live } from '../live/live.steps';
import { MAX_INBOX, noKafka } from '../phones/phones.steps';
import { answerOf, isAwake, type PhoneState } from '../phones/state';
import type { NewMessage } from './new-message';
import type { Gateway } from '../publishing/gateway.steps';

/** How long an app may take to acknowledge. */
const ACKNOWLEDGED_WITHIN_MS = 2_000;
/** Messages that wait for acknowledgements. */
const MAX_WAITING = 200;
/** Recipients that are told of. */
const MAX_NAMED = 20;
/** Ids that the sandbox published itself. */
const MAX_OURS = 1_000;

export class Messages {
  private readonly ours = new Set<string>();
  private readonly waiting = new Set<NodeJS.Timeout>();

  constructor(
    private readonly phones: ReadonlyMap<string, PhoneState>,
    private readonly live: Live,
    private readonly gateway: Gateway | undefined,
  ) {}

  async send(wish: NewMessage): Promise<{ messageId: string; happening: Happening }> {
    if (this.gateway === undefined) throw noKafka();
    const message = messageOf(wish);
    this.remember(message.messageId);
    const published = await this.gateway.sendMessage(message);
    this.awaitAcknowledgement(message);
    const { messageId, app } = message;
    const happening = this.live.happened({
      is: 'message',
      ...{ app, user: wish.from, messageId, text: wish.text, isOurs: true, published: [published] },
      recipients: wish.to.slice(0, MAX_NAMED),
    });
    return { messageId, happening };
  }

  /** What a message would be published as, for the commands of a page that nobody has done anything on yet. */
  example(wish: NewMessage): Happening['published'] {
    return this.gateway === undefined ? [] : [this.gateway.wouldBe(messageOf(wish))];
  }

  /** Whoever published it: apps with a link get it, the others when they come back. */
  came(message: MessageSent, atMs: number): void {
    const { app, messageId, sender, recipients, push } = message;
    if (message.evenIfOnline === undefined && !this.ours.has(messageId))
      this.live.happened({
        is: 'message',
        ...{ app, messageId, isOurs: false, recipients: recipients.slice(0, MAX_NAMED) },
        ...(sender !== undefined && { user: sender }),
        ...(push?.text !== undefined && { text: push.text }),
      });
    if (message.evenIfOnline !== undefined) return;
    const said = { messageId, text: push?.text ?? '', atMs, ...(sender !== undefined && { sender }) };
    for (const phone of this.phones.values()) {
      if (phone.app !== app || !phone.isLoggedIn || !recipients.includes(phone.user)) continue;
      this.bring(phone, said);
    }
  }

  close(): void {
    for (const timer of this.waiting) clearTimeout(timer);
  }

  private bring(phone: PhoneState, said: Omit<PhoneState['inbox'][number], 'via'>): void {
    if (!isAwake(phone)) {
      phone.missed = [{ ...said, via: 'fetched' as const }, ...phone.missed].slice(0, MAX_INBOX);
      return;
    }
    phone.inbox = [{ ...said, via: 'link' as const }, ...phone.inbox].slice(0, MAX_INBOX);
    const { id, app, user } = phone;
    this.live.happened({
      is: 'reached-app',
      phone: id,
      app,
      user,
      messageId: said.messageId,
      text: said.text,
    });
    this.live.tell('phone', answerOf(phone));
  }

  private remember(messageId: string): void {
    this.ours.add(messageId);
    const [oldest] = this.ours;
    if (this.ours.size > MAX_OURS && oldest !== undefined) this.ours.delete(oldest);
  }

  private awaitAcknowledgement(message: MessageSent): void {
    const believed = [...this.phones.values()].filter(
      (phone) => phone.gatewaySaid === 'connected' && !isAwake(phone) && isFor(message, phone),
    );
    if (believed.length === 0 || this.waiting.size >= MAX_WAITING) return;
    const timer = setTimeout(() => {
      this.waiting.delete(timer);
      this.sendAgain(message, believed).catch((error: unknown) => process.emitWarning(error as Error));
    }, ACKNOWLEDGED_WITHIN_MS);
    timer.unref();
    this.waiting.add(timer);
  }

  /** The gateway thought that these had a link, and nothing came back over it. */
  private async sendAgain(message: MessageSent, believed: readonly PhoneState[]): Promise<void> {
    const isMissed = ({ missed }: PhoneState) => missed.some(({ messageId: id }) => id === message.messageId);
    const silent = believed.filter((phone) => isMissed(phone) && isFor(message, phone));
    const users = [...new Set(silent.map(({ user }) => user))];
    if (users.length === 0 || this.gateway === undefined) return;
    const published = await this.gateway.sendMessage({ ...message, evenIfOnline: users });
    const { app, messageId } = message;
    for (const { id, user } of silent)
      this.live.happened({ is: 'resent', phone: id, app, user, messageId, published: [published] });
  }
}

const isFor = ({ app, recipients }: MessageSent, phone: PhoneState): boolean =>
  phone.app === app && phone.isLoggedIn && recipients.includes(phone.user);

function messageOf({ app, from, to, text: words, title, ...more }: NewMessage): MessageSent {
  const messageId = more.messageId ?? `m-${randomUUID().slice(0, 8)}`;
  const [first = ''] = to;
  return {
    app,
    messageId,
    conversation: more.conversation ?? (to.length === 1 ? `c2c-${from}-${first}` : `group-${from}`),
    sender: from,
    ...(more.lifetimeSeconds !== undefined && { lifetimeSeconds: more.lifetimeSeconds }),
    kind: 'text',
    recipients: to,
    push: { title: title ?? from, text: words },
  };
}
