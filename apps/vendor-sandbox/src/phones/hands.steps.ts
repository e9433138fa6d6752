// Has the sandbox's phones in hand: what a vendor took for one of them is held while it has no network, stays silent while notifications are off,
// and else stands on its screen; each time the vendor's customer is told as that vendor tells it.
import type { Arrival, FakeHost, Holder } from '@offline-push/vendor-fakes';
import { randomUUID } from 'node:crypto';
import type { Live } from '../live/live.steps';
import type { LastPush } from './last-push.steps';
import { type Expected, isLike, type Matched, type Matches } from './matches';
import { answerOf, type InTray, type PhoneState } from './state';
import { badgeAfter, living, put, shownAs } from './tray';

export class Hands implements Holder {
  constructor(
    private readonly host: FakeHost,
    private readonly phones: ReadonlyMap<string, PhoneState>,
    private readonly parts: { live: Live; lastPush: LastPush; matches: Matches },
  ) {}

  hold(phone: PhoneState): void {
    this.host.fakeOf(phone.vendor)?.phones.hold(phone.token, this);
  }

  letGo(vendor: string, token: string, isDead: boolean): void {
    this.host.fakeOf(vendor)?.phones.letGo(token, isDead);
  }

  take({ token, notification, tell }: Arrival): void {
    const phone = this.phoneOf(token);
    if (phone === undefined) return;
    const { raw, ttlMs } = this.parts.lastPush.about(phone.vendor, token);
    const nowMs = Date.now();
    const entry: InTray = {
      id: `n-${randomUUID().slice(0, 8)}`,
      ...shownAs(notification),
      rings: 1,
      suppressed: 0,
      acceptedAtMs: nowMs,
      ...(ttlMs !== undefined && { expiresAtMs: nowMs + ttlMs }),
      ...(notification.jobKey !== undefined && { jobKey: notification.jobKey }),
      raw,
      tell,
      ...this.messageOf(phone, notification),
    };
    if (phone.hasNetwork) this.arrive(phone, entry);
    else this.keep(phone, entry);
    this.parts.live.tell('phone', answerOf(phone));
  }

  /** Topics told whose push it is. The vendor may have been quicker than they are. */
  expect(target: Expected): void {
    const phone = this.phoneOf(target.token);
    if (phone === undefined) return;
    const { messageId, sentAtMs } = target;
    const isIt = (one: InTray): boolean => one.messageId === undefined && isLike(target.text, one.text);
    const known = [...phone.tray, ...phone.held].find(isIt);
    if (known === undefined) return this.parts.matches.expect(target);
    Object.assign(known, { messageId, sentAtMs });
    if (known.shownAtMs !== undefined) Object.assign(known, sinceSent(sentAtMs, known.shownAtMs));
    const { eventToPhoneMs } = known;
    this.parts.live.amend(known.id, { messageId, ...(eventToPhoneMs !== undefined && { eventToPhoneMs }) });
    this.parts.live.tell('phone', answerOf(phone));
  }

  recall(token: string, notifyId: string): void {
    const phone = this.phoneOf(token);
    if (phone === undefined) return;
    const isMeant = (one: InTray): boolean => one.notifyId === notifyId;
    const gone = [...phone.tray, ...phone.held].filter(isMeant);
    if (gone.length === 0) return;
    phone.tray = phone.tray.filter((one) => !isMeant(one));
    phone.held = phone.held.filter((one) => !isMeant(one));
    for (const one of gone) this.happened('recalled', phone, one);
    this.parts.live.tell('phone', answerOf(phone));
  }

  /** The network is back: what the vendor held comes, the oldest first. */
  deliverHeld(phone: PhoneState): void {
    const nowMs = Date.now();
    const arriving = living(phone.held, nowMs).reverse();
    this.lapse(phone, nowMs);
    phone.held = [];
    for (const entry of arriving) this.arrive(phone, entry);
    if (arriving.length > 0) this.host.flush(phone.vendor);
  }

  /** Gives up what nobody can be shown any more. */
  lapse(phone: PhoneState, nowMs: number): boolean {
    const left = living(phone.held, nowMs);
    const lapsed = phone.held.filter((one) => !left.includes(one));
    phone.held = left;
    for (const one of lapsed) this.happened('lapsed', phone, one);
    return lapsed.length > 0;
  }

  /** A copy is of the message that it is a copy of. */
  private messageOf(phone: PhoneState, { jobKey, text }: Arrival['notification']): Matched {
    const isCopy = (one: InTray): boolean => jobKey !== undefined && one.jobKey === jobKey;
    const original = [...phone.tray, ...phone.held].find(isCopy);
    if (original === undefined) return this.parts.matches.messageOf(phone, text);
    const { messageId, sentAtMs } = original;
    return { ...(messageId !== undefined && { messageId }), ...(sentAtMs !== undefined && { sentAtMs }) };
  }

  private keep(phone: PhoneState, entry: InTray): void {
    phone.held = put(phone.held, entry).list;
    this.happened('held', phone, entry);
  }

  private arrive(phone: PhoneState, entry: InTray): void {
    if (!phone.allowsNotifications) {
      entry.tell('muted');
      return this.happened('silent', phone, entry);
    }
    const shownAtMs = Date.now();
    const shown: InTray = { ...entry, shownAtMs, ...sinceSent(entry.sentAtMs, shownAtMs) };
    const { list, rings } = put(phone.tray, shown);
    phone.tray = list;
    if (!rings) return this.happened('suppressed', phone, shown);
    phone.badge = badgeAfter(phone.badge, shown.badge);
    this.showElsewhere(phone, shown);
    shown.tell('shown');
    this.happened('shown', phone, shown);
  }

  /** So that the list of all phones of the desk has it, too. */
  private showElsewhere({ vendor, token }: PhoneState, shown: InTray): void {
    const { notifyId, title, text, ext, opens, jobKey, acceptedAtMs } = shown;
    this.host.fakeOf(vendor)?.phones.show(token, {
      notifyId,
      title,
      text,
      click: opens,
      contentHash: '',
      atMs: acceptedAtMs,
      ...(ext !== undefined && { ext }),
      ...(jobKey !== undefined && { jobKey }),
    });
  }

  private happened(
    is: 'held' | 'silent' | 'suppressed' | 'shown' | 'lapsed' | 'recalled',
    phone: PhoneState,
    one: InTray,
  ): void {
    this.parts.live.happened({
      is,
      phone: phone.id,
      app: phone.app,
      user: phone.user,
      vendor: phone.vendor,
      notification: one.id,
      text: one.text,
      ...(one.messageId !== undefined && { messageId: one.messageId }),
      ...(is === 'shown' && one.eventToPhoneMs !== undefined && { eventToPhoneMs: one.eventToPhoneMs }),
    });
  }

  private phoneOf(token: string): PhoneState | undefined {
    return [...this.phones.values()].find((phone) => phone.token === token);
  }
}

const sinceSent = (sentAtMs: number | undefined, shownAtMs: number): { eventToPhoneMs?: number } =>
  sentAtMs === undefined ? {} : { eventToPhoneMs: Math.max(0, shownAtMs - sentAtMs) };
