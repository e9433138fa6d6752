// Where a watcher is: what `Last-Event-ID` holds. It means the same at every pod. Pure.

export interface Place {
  /** Since when the app is watched without a break: in another one, nothing is known of what came between. */
  epoch: number;
  /** Of a row. */
  position: number;
  /** The last of the row that was seen; undefined: all of it. */
  index?: number | undefined;
}

const FORM = /^(\d{1,15})\.(\d{1,15})(?:\.(\d{1,4}))?$/;

export const idOf = ({ epoch, position, index }: Place): string =>
  `${epoch}.${position}${index === undefined ? '' : `.${index}`}`;

/** undefined: it is none of ours. */
export function placeOf(id: string): Place | undefined {
  const [, epoch, position, index] = FORM.exec(id) ?? [];
  if (epoch === undefined || position === undefined) return undefined;
  const place = { epoch: Number(epoch), position: Number(position) };
  return index === undefined ? place : { ...place, index: Number(index) };
}

/** What is known of an app: all that changed behind `since`, up to `last`. */
export interface Watch {
  epoch: number;
  since: number;
  last: number;
}

export const RESET_REASONS = ['unknown-id', 'too-old', 'interrupted'] as const;
export type ResetReason = (typeof RESET_REASONS)[number];

/** Why nobody can go on from there; undefined: all that changed since is there. */
export function lostBy(place: Place, { epoch, since, last }: Watch): ResetReason | undefined {
  if (place.epoch !== epoch) return place.epoch < epoch ? 'interrupted' : 'unknown-id';
  if (place.position > last) return 'unknown-id';
  const isWhole = place.position > since || (place.position === since && place.index === undefined);
  return isWhole ? undefined : 'too-old';
}
