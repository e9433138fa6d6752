// Certificates in PostgreSQL. A change, its audit entry and its announcement are one transaction: what was saved is told, and nothing
// else is.
import { Injectable } from '@nestjs/common';
import { outgoing } from '@offline-push/bus';
import { Outbox, type OutboxTicket } from '@offline-push/bus/outbox';
import { certificateChanged } from '@offline-push/contracts';
import { Database, sql, type Tx } from '@offline-push/service-kit';
import { type AuditAction, type By, certificateChangedBy } from '../audit/audit-entry';
import { appendAudit } from '../audit/audit.store';
import { announcementOf } from './announce';
import type { Request } from './answered-request';
import { type Answered, answeredBefore } from './answered-request.store';
import type { Certificate } from './certificate';

/** Whole certificates, under the name c. */
export const CERTIFICATES = `
  select c.id, c.app, c.vendor, c.name, c.state, c.revision, c.changed_at_ms::float8 as "changedAtMs",
    c.deleted_at_ms::float8 as "deletedAtMs", c.resumed_at_ms::float8 as "resumedAtMs", v.versions
  from certificate c
  cross join lateral (
    select json_agg(json_build_object(
      'version', version, 'effectiveAtMs', effective_at_ms, 'settings', settings,
      'credential', credential, 'credentialVersion', credential_version, 'ends', ends
    ) order by version) as versions
    from certificate_version where certificate_id = c.id
  ) v`;
const FIND = sql('certificate-find', `${CERTIFICATES} where c.app = $1 and c.id = $2`);
const LIST = sql(
  'certificate-list',
  `${CERTIFICATES} where c.app = $1 and c.id > $2 and ($4 or c.deleted_at_ms is null) order by c.id limit $3`,
);
const LOCK = sql('certificate-lock', `select id from certificate where app = $1 and id = $2 for update`);
const NEXT = sql('certificate-next', `select app, id from certificate where id > $1 order by id limit 1`);
const NEXT_ID = sql('certificate-next-id', `select nextval('certificate_id')::integer as id`);
const APP = sql('certificate-app', `select id from app where id = $1`);
const INSERT = sql(
  'certificate-insert',
  `insert into certificate (id, app, vendor, name, state, revision, changed_at_ms, deleted_at_ms, resumed_at_ms)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const UPDATE = sql(
  'certificate-update',
  `update certificate set name = $2, state = $3, revision = $4, changed_at_ms = $5, deleted_at_ms = $6, resumed_at_ms = $7
   where id = $1`,
);
const INSERT_VERSIONS = sql(
  'certificate-insert-versions',
  `insert into certificate_version (certificate_id, version, effective_at_ms, settings, credential, credential_version, ends)
   select $1, version, "effectiveAtMs", settings, credential, "credentialVersion", ends
   from jsonb_to_recordset($2::jsonb) as v
     (version integer, "effectiveAtMs" bigint, settings jsonb, credential jsonb, "credentialVersion" integer, ends jsonb)
   on conflict (certificate_id, version) do update
     set credential = excluded.credential, effective_at_ms = excluded.effective_at_ms, ends = excluded.ends`,
);
/** Superseded versions go, and their credentials with them; the audit remembers their settings. */
const DELETE_VERSIONS = sql(
  'certificate-delete-versions',
  `delete from certificate_version where certificate_id = $1 and version <> all($2::integer[])`,
);

/** What a create with an Idempotency-Key is remembered by. */
export interface Once<Answer> {
  request: Request;
  answerOf: (certificate: Certificate) => Answer;
}

export type Created<Answer> =
  | { certificate: Certificate }
  | { before: Answered<Answer> }
  | { noSuchApp: true };

/** Something to do in a transaction, and what there is to tell once it is committed. */
type Work<R> = (tx: Tx) => Promise<{ result: R; tell?: Certificate }>;

/** What part of a list is asked for. `deleted`: those too. */
export interface Page {
  after?: number | undefined;
  limit: number;
  deleted?: boolean | undefined;
}

/** A certificate's address, for walking over all of them. */
export interface Place {
  app: string;
  id: number;
}

@Injectable()
export class CertificateStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  async find(app: string, id: number): Promise<Certificate | undefined> {
    return (await this.database.query<Certificate>(FIND, [app, id]))[0];
  }

  /** In the order of their ids, one row more than `limit`. */
  list(app: string, page: Page): Promise<Certificate[]> {
    const { after = 0, limit, deleted = false } = page;
    return this.database.query<Certificate>(LIST, [app, after, limit + 1, deleted]);
  }

  /** The certificate after `id` over all apps: the way to meet each of them without holding them all. */
  async placeAfter(id: number): Promise<Place | undefined> {
    return (await this.database.query<Place>(NEXT, [id]))[0];
  }

  create<Answer>(draft: (id: number) => Certificate, by: By, once?: Once<Answer>): Promise<Created<Answer>> {
    return this.saving<Created<Answer>>(async (tx) => {
      const certificate = draft(await nextId(tx));
      if ((await tx.query(APP, [certificate.app])).length === 0) return { result: { noSuchApp: true } };
      const before = once && (await answeredBefore(tx, once.request, once.answerOf(certificate), by.nowMs));
      if (before !== undefined) return { result: { before } };
      await insert(tx, certificate);
      await appendAudit(tx, certificateChangedBy('certificate-created', undefined, certificate, by));
      return { result: { certificate }, tell: certificate };
    }, by.traceparent);
  }

  /** `decide` gets the certificate as no one else can change it meanwhile; what it throws changes nothing. Undefined: there is none. */
  change(
    place: Place,
    action: AuditAction,
    by: By,
    decide: (found: Certificate) => Certificate,
  ): Promise<Certificate | undefined> {
    return this.saving(async (tx) => {
      const found = await lockAndFind(tx, place);
      if (found === undefined) return { result: undefined };
      const certificate = decide(found);
      if (certificate === found) return { result: found };
      await update(tx, certificate);
      await appendAudit(tx, certificateChangedBy(action, found, certificate, by));
      return { result: certificate, tell: certificate };
    }, by.traceparent);
  }

  /** Tells a certificate again as it is. The lock keeps an old state from being told after a newer one. */
  retell(place: Place): Promise<void> {
    return this.saving(async (tx) => {
      const found = await lockAndFind(tx, place);
      return found === undefined ? { result: undefined } : { result: undefined, tell: found };
    });
  }

  private async saving<R>(work: Work<R>, traceparent?: string): Promise<R> {
    const saved = await this.database.transaction(async (tx) => {
      const { result, tell } = await work(tx);
      const ticket = tell && (await this.announce(tx, tell, traceparent));
      return { result, ticket };
    });
    if (saved.ticket !== undefined) this.outbox.release(saved.ticket);
    return saved.result;
  }

  private announce(tx: Tx, certificate: Certificate, traceparent?: string): Promise<OutboxTicket> {
    return this.outbox.append(tx, [outgoing(certificateChanged, announcementOf(certificate), traceparent)]);
  }
}

async function nextId(tx: Tx): Promise<number> {
  const [drawn] = await tx.query<{ id: number }>(NEXT_ID, []);
  if (drawn === undefined) throw new Error('the sequence certificate_id gave no number');
  return drawn.id;
}

/** Two statements: after waiting for a lock, one statement would still read the versions of before the wait. */
async function lockAndFind(tx: Tx, { app, id }: Place): Promise<Certificate | undefined> {
  await tx.query(LOCK, [app, id]);
  return (await tx.query<Certificate>(FIND, [app, id]))[0];
}

async function insert(tx: Tx, certificate: Certificate): Promise<void> {
  const { id, app, vendor, name, state, revision, changedAtMs, deletedAtMs, resumedAtMs, versions } =
    certificate;
  await tx.query(INSERT, [id, app, vendor, name, state, revision, changedAtMs, deletedAtMs, resumedAtMs]);
  await tx.query(INSERT_VERSIONS, [id, JSON.stringify(versions)]);
}

async function update(tx: Tx, certificate: Certificate): Promise<void> {
  const { id, name, state, revision, changedAtMs, deletedAtMs, resumedAtMs, versions } = certificate;
  await tx.query(UPDATE, [id, name, state, revision, changedAtMs, deletedAtMs, resumedAtMs]);
  await tx.query(INSERT_VERSIONS, [id, JSON.stringify(versions)]);
  await tx.query(DELETE_VERSIONS, [id, versions.map(({ version }) => version)]);
}
