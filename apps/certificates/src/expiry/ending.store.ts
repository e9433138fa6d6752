// Keeps credentials with an end, and which warnings were published. A warning is saved in the transaction that publishes it, so that it is
// published once, by any number of pods and starts.
import { Injectable } from '@nestjs/common';
import { outgoing } from '@offline-push/bus';
import { Outbox } from '@offline-push/bus/outbox';
import { certificateExpiring } from '@offline-push/contracts';
import { Database, sql } from '@offline-push/service-kit';
import type { CredentialEnd } from '@offline-push/vendors/catalog';
import { And, IsNull, MoreThan, Raw } from 'typeorm';
import type { Certificate } from '../certificates/certificate';
import { VersionEntity } from '../certificates/certificate.entity';
import { findCertificates } from '../certificates/certificate.store';
import type { Ending, Notice } from './expiring';

const LIST = sql(
  'ending-list',
  `select certificate.id, app, vendor, name, state, newest.version, newest.ends->>'what' as what,
     (newest.ends->>'expiresAtMs')::float8 as "expiresAtMs",
     case when told.certificate_id is not null
       then json_build_object('expiresAtMs', told.expires_at_ms, 'daysLeft', told.days_left) end as told
   from certificate
   cross join lateral (
     select version, ends from certificate_version where certificate_id = certificate.id order by version desc limit 1
   ) newest
   left join expiry_told told on told.certificate_id = certificate.id
   where certificate.id > $1 and deleted_at_ms is null and newest.ends ? 'expiresAtMs'
   order by certificate.id limit $2`,
);
const REMEMBER = sql(
  'ending-remember',
  `insert into expiry_told as known (certificate_id, expires_at_ms, days_left) values ($1, $2, $3)
   on conflict (certificate_id) do update set expires_at_ms = excluded.expires_at_ms, days_left = excluded.days_left
   where known.expires_at_ms <> excluded.expires_at_ms or known.days_left > excluded.days_left
   returning certificate_id`,
);

/** A condition on certificates: a version was saved before anybody looked for its end. */
const isUnseen = (id: string): string =>
  `exists (select from certificate_version v where v.certificate_id = ${id} and v.ends is null)`;

@Injectable()
export class EndingStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Those after `id`, in the order of their ids. */
  list(id: number, limit: number): Promise<Ending[]> {
    return this.database.query<Ending>(LIST, [id, limit]);
  }

  /** False if another pod has published it. */
  async tell({ event, stage }: Notice): Promise<boolean> {
    const ticket = await this.database.transaction(async (tx) => {
      const isNew = await tx.query(REMEMBER, [event.certificateId, event.expiresAtMs, stage]);
      return isNew.length > 0 ? this.outbox.append(tx, [outgoing(certificateExpiring, event)]) : undefined;
    });
    if (ticket !== undefined) this.outbox.release(ticket);
    return ticket !== undefined;
  }

  /** Certificates after `id` that were saved before anybody looked for an end. */
  listUnseen(id: number, limit: number): Promise<Certificate[]> {
    const unseen = { id: And(MoreThan(id), Raw(isUnseen)) };
    return this.database.snapshot((tx) => findCertificates(tx, unseen, limit));
  }

  async note({ id }: Certificate, version: number, ends: CredentialEnd): Promise<void> {
    const row = { certificateId: id, version, ends: IsNull() };
    await this.database.transaction((tx) => tx.repository(VersionEntity).update(row, { ends }));
  }
}
