// A content that no request can carry: it ends for all who get it, before anything is sent.
import type { PlannedEnd } from '../../vendor';

export type NotComposed = { readonly ok: false } & Omit<PlannedEnd, 'delivery'>;

/** The detail as long as an outcome takes. */
export const end = (state: 'refused' | 'expired', code: string, detail: string): NotComposed => ({
  ok: false,
  state,
  code,
  detail: detail.slice(0, 200),
});
