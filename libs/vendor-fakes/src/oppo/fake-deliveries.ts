// What becomes of a message that the fake OPPO took: its phone shows it or stays dark, and the sender learns it from a callback at best.
import type { Phones } from '../host/phones';
import type { PhoneFate } from '../host/tricks';
import { type CallbackEvent, WaitingCallbacks } from './fake-callbacks';
import type { FakeCustomer } from './fake-customer';
import { contentHashOf, type Fields, integer, text } from './fake-request';
import { isUninstalled } from './fake-rules';

/** Invalid registration IDs that are remembered. */
const MAX_INVALID = 10_000;
/** What a text of a style may have. More is accepted and not shown: whether OPPO cuts or refuses is not known. In characters. */
const SHOWN_TEXT: Readonly<Record<number, number>> = { 1: 50, 2: 128, 3: 50, 4: 50 };

export interface Accepted {
  readonly fields: Fields;
  readonly target: string;
  readonly messageId: string;
  /** Of a broadcast; else the message id again. */
  readonly taskId: string;
}

export class Deliveries {
  readonly callbacks = new WaitingCallbacks();
  private readonly invalid = new Set<string>();
  private unnamed = 0;

  constructor(private readonly phones: Phones) {}

  /** As the feedback endpoint lists them. */
  get invalidIds(): string[] {
    return [...this.invalid];
  }

  deliver(accepted: Accepted, customer: FakeCustomer, nowMs: number): void {
    const { fields, target } = accepted;
    customer.meet(target);
    if (customer.isRepeated(fields, target)) return;
    const fate = this.fateOf(accepted, customer, nowMs);
    const tell = (eventType: CallbackEvent['eventType'], atMs: number): void =>
      this.callbacks.add(fields, eventOf(accepted, eventType, customer, atMs));
    const isHeld = fate === 'push_arrive' && this.phones.fateOf(target) === 'held';
    if (!isHeld) tell(fate, nowMs);
    if (fate !== 'push_arrive' || !customer.isKnownChannel(fields)) return;
    this.show(target, fields, nowMs, (told) => {
      if (told === 'shown' || told === 'muted') tell('push_arrive', Date.now());
    });
  }

  clear(): void {
    this.callbacks.clear();
    this.invalid.clear();
  }

  private fateOf(
    { fields, target }: Accepted,
    customer: FakeCustomer,
    nowMs: number,
  ): CallbackEvent['eventType'] {
    if (!isUninstalled(target) && !this.phones.isDead(target))
      return customer.mayShow(fields, target, nowMs) ? 'push_arrive' : 'user_daily_limit';
    this.invalid.add(target);
    const [oldest] = this.invalid;
    if (this.invalid.size > MAX_INVALID && oldest !== undefined) this.invalid.delete(oldest);
    return 'regid_invalid';
  }

  private show(target: string, fields: Fields, nowMs: number, tell: (fate: PhoneFate) => void): void {
    const parameters = text(fields['action_parameters']);
    const limit = SHOWN_TEXT[integer(fields['style']) ?? 1];
    const channel = text(fields['channel_id']);
    const shown = {
      notifyId: String(integer(fields['notify_id']) ?? `own ${++this.unnamed}`),
      title: text(fields['title']),
      text: [...text(fields['content'])].slice(0, limit).join(''),
      ...(parameters !== '' && { ext: parameters }),
      click: text(fields['click_action_url']) || text(fields['click_action_activity']) || 'open-app',
      ...(channel !== '' && { channel }),
      contentHash: contentHashOf(fields),
      atMs: nowMs,
    };
    this.phones.ring(target, shown, tell);
  }
}

const eventOf = (
  { target, messageId, taskId }: Accepted,
  eventType: CallbackEvent['eventType'],
  { appId }: FakeCustomer,
  nowMs: number,
): CallbackEvent => ({
  messageId,
  appId,
  taskId,
  registrationIds: target,
  eventTime: String(nowMs),
  eventType,
});
