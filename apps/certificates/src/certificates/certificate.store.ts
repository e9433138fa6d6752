// Certificates in PostgreSQL. A change, its audit entry and its announcement are one transaction, so that what is saved is announced.
import { Injectable } from '@nestjs/common';
import { outgoing } from '@offline-push/bus';
import { Outbox, type OutboxTicket } from '@offline-push/bus/outbox';
import { certificateChanged } from '@offline-push/contracts';
import { Database, sql, type Tx } from '@offline-push/service-kit';
import { type FindOptionsWhere, In, IsNull, MoreThan, Not } from 'typeorm';
import { type AuditAction, type By, certificateChangedBy } from '../audit/audit-entry';
import { appendAudit } from '../audit/audit.store';
import { App } from '../tenants/app.entity';
import { announcementOf } from './announce';
import type { Request } from './answered-request';
import { type Answered, answeredBefore } from './answered-request.store';
import type { Certificate, Version } from './certificate';
import { CertificateEntity, VersionEntity } from './certificate.entity';

const NEXT_ID = sql('certificate-next-id', `select nextval('certificate_id')::integer as id`);

/** How the answer to a create with an Idempotency-Key is remembered. */
export interface Once<Answer> {
  request: Request;
  answerOf: (certificate: Certificate) => Answer;
}

export type Created<Answer> =
  | { certificate: Certificate }
  | { before: Answered<Answer> }
  | { noSuchApp: true };

/** Work in a transaction, and what to announce after its commit. */
type Work<R> = (tx: Tx) => Promise<{ result: R; tell?: Certificate }>;

/** The part of a list that is asked for. With `deleted`, deleted certificates are in it. */
export interface Page {
  after?: number | undefined;
  limit: number;
  deleted?: boolean | undefined;
}

/** The key of a certificate, for a walk over all of them. */
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
    return (await this.database.snapshot((tx) => findCertificates(tx, { app, id })))[0];
  }

  /** In the order of their ids, one row more than `limit`. */
  list(app: string, page: Page): Promise<Certificate[]> {
    const { after = 0, limit, deleted = false } = page;
    const where = { app, id: MoreThan(after), ...(!deleted && { deletedAtMs: IsNull() }) };
    return this.database.snapshot((tx) => findCertificates(tx, where, limit + 1));
  }

  /** The next certificate after `id`, over all apps, so that a walk over all needs little memory. */
  async placeAfter(id: number): Promise<Place | undefined> {
    const next = {
      select: { app: true, id: true },
      where: { id: MoreThan(id) },
      order: { id: 'ASC' },
    } as const;
    const found = await this.database.snapshot((tx) => tx.repository(CertificateEntity).findOne(next));
    return found ?? undefined;
  }

  create<Answer>(draft: (id: number) => Certificate, by: By, once?: Once<Answer>): Promise<Created<Answer>> {
    return this.saving<Created<Answer>>(async (tx) => {
      const certificate = draft(await nextId(tx));
      const isOfApp = await tx.repository(App).existsBy({ id: certificate.app });
      if (!isOfApp) return { result: { noSuchApp: true } };
      const before = once && (await answeredBefore(tx, once.request, once.answerOf(certificate), by.nowMs));
      if (before !== undefined) return { result: { before } };
      await insert(tx, certificate);
      await appendAudit(tx, certificateChangedBy('certificate-created', undefined, certificate, by));
      return { result: { certificate }, tell: certificate };
    }, by.traceparent);
  }

  /** Calls `decide` with the locked certificate. If it throws, nothing changes. Undefined if there is no such certificate. */
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

  /** Announces a certificate again. The lock keeps an old state from being announced after a newer one. */
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

/** Two statements, because one statement would read the versions from before its wait for the lock. */
async function lockAndFind(tx: Tx, { app, id }: Place): Promise<Certificate | undefined> {
  const lock = { mode: 'pessimistic_write' } as const;
  await tx.repository(CertificateEntity).findOne({ select: { id: true }, where: { app, id }, lock });
  return (await findCertificates(tx, { app, id }))[0];
}

/** Whole, in the order of their ids. */
export async function findCertificates(
  tx: Tx,
  where: FindOptionsWhere<CertificateEntity>,
  limit?: number,
): Promise<Certificate[]> {
  const asked = { where, relations: { versions: true }, order: { id: 'ASC' } } as const;
  const rows = await tx.repository(CertificateEntity).find({ ...asked, ...(limit && { take: limit }) });
  return rows.map(({ versions, ...row }) => ({ ...row, versions: versionsOf(versions) }));
}

/** Oldest first. Sorted here: an order of theirs in the statement would make `take` count versions. */
function versionsOf(rows: readonly VersionEntity[]): Certificate['versions'] {
  const versions: readonly Version[] = rows
    .toSorted((a, b) => a.version - b.version)
    .map(({ version, effectiveAtMs, settings, credential, credentialVersion, ends, entered }) => ({
      version,
      effectiveAtMs,
      settings,
      credential,
      credentialVersion,
      ends,
      entered,
    }));
  return versions as Certificate['versions'];
}

async function insert(tx: Tx, { versions, ...row }: Certificate): Promise<void> {
  await tx.repository(CertificateEntity).insert(row);
  await saveVersions(tx, row.id, versions);
}

async function update(tx: Tx, { versions, ...row }: Certificate): Promise<void> {
  await tx.repository(CertificateEntity).update({ id: row.id }, row);
  await saveVersions(tx, row.id, versions);
  // Superseded versions go, and their credentials with them; the audit remembers their settings.
  const version = Not(In(versions.map((kept) => kept.version)));
  await tx.repository(VersionEntity).delete({ certificateId: row.id, version });
}

async function saveVersions(tx: Tx, certificateId: number, versions: Certificate['versions']): Promise<void> {
  await tx.repository(VersionEntity).save(versions.map((version) => ({ certificateId, ...version })));
}
