// Ends all deliveries of a content that no request can carry, before anything is sent.
import type { PlannedEnd } from '../../vendor';

export type NotComposed = { readonly ok: false } & Omit<PlannedEnd, 'delivery'>;

/** The detail, cut to the length of an outcome. */
export const end = (state: 'refused' | 'expired', code: string, detail: string): NotComposed => ({
  ok: false,
  state,
  code,
  detail: detail.slice(0, 200),
});
