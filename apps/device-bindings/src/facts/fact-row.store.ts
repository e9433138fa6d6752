// SQL text that several loads share: the columns that rows.ts reads, bindings and sessions as fact rows, and which claims to a token are
// valid.

/** Columns of the binding `b`, without its earlier reports. */
export const REPORT_COLUMNS = `b.app, b.user_id, b.device, b.session, b.kind, b.certificate_id, b.token, b.token_hash,
    b.reported_at_ms::float8 as reported_at_ms, b.place::float8 as place, b.origin,
    b.waiting_since_ms::float8 as waiting_since_ms`;

/** Columns of the certificate `c`, without its id. */
export const CERTIFICATE_COLUMNS = `c.app as certificate_app, c.vendor, c.state,
    c.effective_at_ms::float8 as effective_at_ms, c.changed_at_ms::float8 as changed_at_ms`;

/** `rows` names a query of bindings. Each row gets its session, its death and its certificate. */
export const claimRows = (rows: string): string => `
  select ${REPORT_COLUMNS}, b.earlier,
    s.login_at_ms::float8 as login_at_ms, s.end_at_ms::float8 as end_at_ms, s.end_cause,
    d.dead_at_ms::float8 as dead_at_ms, d.successor, d.successor_hash, ${CERTIFICATE_COLUMNS}
  from ${rows} b
  left join session s using (app, user_id, device, session)
  left join dead_token d on (d.token_hash, d.certificate_id) = (b.token_hash, b.certificate_id)
  left join certificate c on c.certificate_id = b.certificate_id`;

/** `rows` names a query of sessions; they may have no report. */
export const sessionRows = (rows: string): string => `
  select s.app, s.user_id, s.device, s.session, null::text, 0, '', '', 0::float8, 0::float8, '', null::float8, null::jsonb,
    s.login_at_ms::float8, s.end_at_ms::float8, s.end_cause, null::float8, null::text, null::text, null::text, null::text,
    null::text, null::float8, null::float8
  from ${rows} s`;

/**
 * Claims to the token that were made while their session was logged in, under a certificate of their app. LAST_CLAIM_FIRST orders them
 * as `isLater` does, with the help of an index.
 */
export const claimsTo = (token: string): string => `
  binding b
  join session s on (s.app, s.user_id, s.device, s.session) = (b.app, b.user_id, b.device, b.session)
    and s.login_at_ms is not null and (s.end_at_ms is null or s.end_at_ms > b.reported_at_ms)
  join certificate c on c.certificate_id = b.certificate_id and c.app = b.app
  where b.token_hash = ${token} and b.token_hash <> ''`;

export const LAST_CLAIM_FIRST = `
  order by b.reported_at_ms desc, b.place desc, b.user_id desc, b.device desc, b.session desc`;
