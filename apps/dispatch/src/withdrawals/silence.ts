// SQL conditions for targets that may not ring, for the statements that claim and check targets. `t` is the target.
import { REPLACED } from './withdraw';

const OF_DEVICE = (row: string): string =>
  `${row}.app = t.app and ${row}.user_id = t.user_id and ${row}.device = t.device`;

const OF_SESSION = (row: string): string => `${OF_DEVICE(row)} and ${row}.session = t.session`;

/** The phone has the same token, but under another certificate now. */
const HAS_LEFT = `not w.is_withdrawn and w.from_certificate_id = t.certificate_id`;

const IS_WITHDRAWN = `${OF_SESSION('w')} and w.token_hash in ('', t.token_hash) and (w.is_withdrawn or ${HAS_LEFT})`;

/**
 * A newer session of the device ended, so its user is logged out there, even if an older session has no end. The gate decides the same, but
 * it may have decided before it knew the newer session (docs/adr/0028).
 */
const NEWER_ENDED = `${OF_DEVICE('n')} and n.session <> t.session and n.token_hash = '' and n.is_final
  and exists (select 1 from session_login l where ${OF_DEVICE('l')} and l.session = n.session and l.login_at_ms > coalesce(
    (select mine.login_at_ms from session_login mine where ${OF_SESSION('mine')}), 0))`;

/**
 * A dead token is not called for an hour, under any certificate, unless the session bound it again after its death. Within the hour
 * device-bindings ends the binding. If it kept the binding because too many tokens died, the vendor is asked again then (docs/adr/0018).
 */
const IS_DEAD = `d.token_hash = t.token_hash and d.saved_at > now() - interval '1 hour'
  and not exists (select 1 from withdrawal b where ${OF_SESSION('b')} and b.token_hash = t.token_hash and not b.is_withdrawn
    and b.at_ms > d.dead_at_ms)`;

/** The target's session or token was withdrawn by device-bindings or the gateway. */
export const WITHDRAWN = `(exists (select 1 from withdrawal w where ${IS_WITHDRAWN})
  or exists (select 1 from withdrawal n where ${NEWER_ENDED}))`;

export const SILENCED = `(${WITHDRAWN} or exists (select 1 from dead_token d where ${IS_DEAD}))`;

/** The cause of SILENCED, or null. The end of a session goes before a replaced token: its token hash '' sorts first. */
export const SILENCE = `coalesce(
  (select n.cause from withdrawal n where ${NEWER_ENDED} limit 1),
  (select case when w.is_withdrawn then w.cause else '${REPLACED}' end from withdrawal w where ${IS_WITHDRAWN} order by w.token_hash limit 1),
  (select 'token-dead' from dead_token d where ${IS_DEAD} limit 1))`;

/** A push is not addressed again if its phone changed the token so many times while the push waited. */
const MAX_READDRESSED = 10;

/** The token has a successor, so the target is addressed again and does not end. */
export const IS_REPLACED = `(t.readdressed < ${MAX_READDRESSED} and ${SILENCE} = '${REPLACED}')`;

/** `w` is the row of the replaced token, or of the token that left the certificate. */
export const REPLACES = `${OF_SESSION('w')} and w.token_hash = t.token_hash
  and (w.is_withdrawn and w.cause = '${REPLACED}' or ${HAS_LEFT})`;
