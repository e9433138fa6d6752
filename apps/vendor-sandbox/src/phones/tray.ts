// What a screen makes of a notification that comes: it takes the place of the one with its id, or is one more. Pure.
import type { Notification } from '@offline-push/vendor-fakes';
import type { InTray, PhoneState } from './state';

/** Of a screen, and of what a vendor keeps for a phone without network. The oldest go. */
const MAX_TRAY = 50;
const MAX_BADGE = 9_999;

export interface Put {
  readonly list: InTray[];
  /** False: the phone knew it, and kept this copy to itself. */
  readonly rings: boolean;
}

/** Newest first. */
export function put(list: readonly InTray[], next: InTray): Put {
  const same = list.find((one) => keyOf(one) === keyOf(next));
  const others = list.filter((one) => one !== same);
  if (same !== undefined && next.jobKey !== undefined) {
    const again = { ...same, suppressed: same.suppressed + 1 };
    return { list: list.map((one) => (one === same ? again : one)), rings: false };
  }
  const rings = (same?.rings ?? 0) + 1;
  return { list: [{ ...next, rings }, ...others].slice(0, MAX_TRAY), rings: true };
}

const keyOf = ({ jobKey, notifyId }: InTray): string =>
  jobKey === undefined ? `n${notifyId}` : `j${jobKey}`;

export function badgeAfter(badge: number, wish: string | undefined): number {
  if (wish === undefined) return badge;
  const number = Number(wish);
  return Math.min(MAX_BADGE, wish.startsWith('+') ? badge + number : number);
}

/** As the vendor shows it. */
export const shownAs = ({ title, text, channel, badge, click, ext, notifyId }: Notification) => ({
  title,
  text,
  ...(channel !== undefined && { channel }),
  ...(badge !== undefined && { badge }),
  ...(ext !== undefined && { ext }),
  opens: click,
  notifyId,
});

/** Those whose time has not come to an end at the vendor. */
export const living = (held: readonly InTray[], nowMs: number): InTray[] =>
  held.filter(({ expiresAtMs = Infinity }) => expiresAtMs > nowMs);

export const notificationOf = ({ tray }: PhoneState, id: string | undefined): InTray | undefined =>
  id === undefined ? tray[0] : tray.find((one) => one.id === id);
