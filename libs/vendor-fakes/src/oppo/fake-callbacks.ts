// What the fake OPPO would post to its customers' addresses: a list of events, those of one address merged into one request.
import { type Fields, text } from './fake-request';

export interface Callback {
  readonly url: string;
  readonly body: string;
}

export interface CallbackEvent {
  readonly messageId: string;
  readonly appId: string;
  readonly taskId: string;
  /** One or more, joined by a comma. */
  readonly registrationIds: string;
  /** Ms since 1970, as text. */
  readonly eventTime: string;
  readonly param?: string;
  readonly eventType: 'push_arrive' | 'regid_invalid' | 'user_daily_limit';
}

const MAX_WAITING = 1_000;
const MAX_MERGED = 2;

export class WaitingCallbacks {
  private waiting: { url: string; event: CallbackEvent }[] = [];

  /** Only for those who asked. The oldest go when nobody fetches them. */
  add(fields: Fields, event: CallbackEvent): void {
    const url = text(fields['call_back_url']);
    if (url === '') return;
    const param = text(fields['call_back_parameter']);
    this.waiting.push({ url, event: param === '' ? event : { ...event, param } });
    if (this.waiting.length > MAX_WAITING) this.waiting.shift();
  }

  /** The next request, with up to two events of its address; undefined: there is none. */
  next(): Callback | undefined {
    const first = this.waiting[0];
    if (first === undefined) return undefined;
    const merged = this.waiting.filter(({ url }) => url === first.url).slice(0, MAX_MERGED);
    this.waiting = this.waiting.filter((one) => !merged.includes(one));
    return { url: first.url, body: JSON.stringify(merged.map(({ event }) => event)) };
  }

  clear(): void {
    this.waiting = [];
  }
}
