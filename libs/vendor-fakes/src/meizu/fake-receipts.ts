// What the fake Meizu would post about once a second to its customers' addresses: the events since the last time, all of one address in
// one form. Whoever tests fetches them here and posts them; what nobody fetches is lost, as at Meizu.
import { numberIn, type ReadMessage, textIn } from './fake-message';
import type { MeizuTenant } from './fake-tenant';

export interface Callback {
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
}

/** 1 delivered, 2 clicked. */
type EventType = 1 | 2;

interface Waiting {
  readonly url: string;
  readonly accessToken: string;
  readonly key: string;
  readonly event: { readonly param: string; readonly type: EventType; readonly targets: readonly string[] };
}

export interface Pushed {
  readonly message: ReadMessage;
  readonly msgId: string;
  readonly targets: readonly string[];
}

const MAX_WAITING = 1_000;

export class WaitingReceipts {
  private waiting: Waiting[] = [];

  /** Only for those who asked for this type. The oldest go when nobody fetches them. */
  add({ message, msgId, targets }: Pushed, type: EventType, { receiptToken = '' }: MeizuTenant): void {
    const { extra } = message;
    const url = textIn(extra, 'callback') ?? '';
    const wanted = numberIn(extra, 'callback.type', 3);
    if (url === '' || targets.length === 0 || (wanted & type) === 0) return;
    const event = { param: textIn(extra, 'callback.param') ?? '', type, targets };
    this.waiting.push({ url, accessToken: receiptToken, key: `${msgId}-${type}`, event });
    if (this.waiting.length > MAX_WAITING) this.waiting.shift();
  }

  /** The next post, with all events of its address; undefined: there is none. */
  next(): Callback | undefined {
    const [first] = this.waiting;
    if (first === undefined) return undefined;
    const isForIt = ({ url, accessToken }: Waiting) => url === first.url && accessToken === first.accessToken;
    const events = this.waiting.filter(isForIt);
    this.waiting = this.waiting.filter((waiting) => !isForIt(waiting));
    const cb = JSON.stringify(Object.fromEntries(events.map(({ key, event }) => [key, event])));
    return {
      url: first.url,
      contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
      body: new URLSearchParams({ access_token: first.accessToken, cb }).toString(),
    };
  }

  clear(): void {
    this.waiting = [];
  }
}
