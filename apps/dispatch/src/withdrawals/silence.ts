// Why a target may not ring, as a piece of SQL: for the statements that claim targets and look at claims. `t` is the target.
import { REPLACED } from './withdraw';

const OF_DEVICE = (row: string): string =>
  `${row}.app = t.app and ${row}.user_id = t.user_id and ${row}.device = t.device`;

const OF_SESSION = (row: string): string => `${OF_DEVICE(row)} and ${row}.session = t.session`;

/** The phone is reached by the same token, but under another certificate by now. */
const HAS_LEFT = `not w.is_withdrawn and w.from_certificate_id = t.certificate_id`;

const IS_WITHDRAWN = `${OF_SESSION('w')} and w.token_hash in ('', t.token_hash) and (w.is_withdrawn or ${HAS_LEFT})`;

/**
 * A newer session of the device ended: its user is logged out there, though an older session may never have ended. The gate thinks so, too,
 * but it may have decided before it knew the newer one (docs/adr/0028).
 */
const NEWER_ENDED = `${OF_DEVICE('n')} and n.session <> t.session and n.token_hash = '' and n.is_final
  and exists (select 1 from session_login l where ${OF_DEVICE('l')} and l.session = n.session and l.login_at_ms > coalesce(
    (select mine.login_at_ms from session_login mine where ${OF_SESSION('mine')}), 0))`;

/**
 * A dead token is called no more for an hour, by whatever certificate, unless the session bound it again after its death. By then device-bindings has ended the
 * binding; where it held back, since too many died at once, the vendor is asked again (docs/adr/0018).
 */
const IS_DEAD = `d.token_hash = t.token_hash and d.saved_at > now() - interval '1 hour'
  and not exists (select 1 from withdrawal b where ${OF_SESSION('b')} and b.token_hash = t.token_hash and not b.is_withdrawn
    and b.at_ms > d.dead_at_ms)`;

/** Its session or its token, as device-bindings and the gateway said. */
export const WITHDRAWN = `(exists (select 1 from withdrawal w where ${IS_WITHDRAWN})
  or exists (select 1 from withdrawal n where ${NEWER_ENDED}))`;

export const SILENCED = `(${WITHDRAWN} or exists (select 1 from dead_token d where ${IS_DEAD}))`;

/** The same in a word, or null. What ended is no more addressed again. What the session says comes first: '' sorts before any token. */
export const SILENCE = `coalesce(
  (select n.cause from withdrawal n where ${NEWER_ENDED} limit 1),
  (select case when w.is_withdrawn then w.cause else '${REPLACED}' end from withdrawal w where ${IS_WITHDRAWN} order by w.token_hash limit 1),
  (select 'token-dead' from dead_token d where ${IS_DEAD} limit 1))`;

/** A phone that changes its token more often than this while a push waits does not get it. */
const MOST_ADDRESSES = 10;

/** It has a successor: the target is addressed again instead of ending. */
export const IS_REPLACED = `(t.readdressed < ${MOST_ADDRESSES} and ${SILENCE} = '${REPLACED}')`;

/** The row of the replaced token itself, or of the token that left the certificate, `w`. */
export const REPLACES = `${OF_SESSION('w')} and w.token_hash = t.token_hash
  and (w.is_withdrawn and w.cause = '${REPLACED}' or ${HAS_LEFT})`;
