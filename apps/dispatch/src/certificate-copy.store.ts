// The copy of certificates that dispatch works with, kept from certificate.changed.v1. Credentials stay sealed in it.
import { Injectable } from '@nestjs/common';
import type { CertificateChanged } from '@offline-push/contracts';
import { Database, Portion, sql } from '@offline-push/service-kit';
import type { CertificateCopy } from './certificate';

const SAVE = sql(
  'save-certificates',
  `insert into certificate (certificate_id, changed_at_ms, copy)
   select * from unnest($1::integer[], $2::bigint[], $3::text[])
   on conflict (certificate_id) do update set changed_at_ms = excluded.changed_at_ms, copy = excluded.copy
   where certificate.changed_at_ms <= excluded.changed_at_ms`,
);

const LIST = sql('list-certificates', 'select copy, broken_version from certificate');

const FIND = sql(
  'find-certificate',
  'select copy, broken_version from certificate where certificate_id = $1',
);

interface CopyRow {
  copy: string;
  broken_version: number | null;
}

const MARK_BROKEN = sql(
  'mark-broken',
  'update certificate set broken_version = $2 where certificate_id = $1',
);

// A lane that was closed has left the head start of what came meanwhile unused. Several pods may wake one certificate.
const WAKE = sql(
  'wake-targets',
  `update target set due_at = now()
   where target_id = any (array(
     select target_id from target
     where certificate_id = $1 and due_at > now()
       and (state = 'waiting' or state = 'parked' and parked_for = 'credential-broken')
     limit $2 for update skip locked))
   returning target_id`,
);
const WAKE_AT_ONCE = 5_000;

@Injectable()
export class CertificateCopyStore {
  private readonly portion = new Portion(WAKE_AT_ONCE);

  constructor(private readonly database: Database) {}

  /** The last fact of each certificate within the slice wins, and never over a newer one. */
  async save(changes: readonly CertificateChanged[]): Promise<void> {
    const last = [...new Map(changes.map((change) => [change.certificateId, change])).values()];
    await this.database.query(SAVE, [
      last.map((change) => change.certificateId),
      last.map((change) => change.changedAtMs),
      last.map((change) => JSON.stringify(change)),
    ]);
  }

  async list(): Promise<CertificateCopy[]> {
    return (await this.database.query<CopyRow>(LIST, [])).map(copyOf);
  }

  async find(certificateId: number): Promise<CertificateCopy | undefined> {
    return (await this.database.query<CopyRow>(FIND, [certificateId])).map(copyOf)[0];
  }

  async markBroken(certificateId: number, version: number): Promise<void> {
    await this.database.query(MARK_BROKEN, [certificateId, version]);
  }

  /** What a refused credential held back is due at once when it is mended. A bounded piece; true if there may be more. */
  async wakeSome(certificateId: number): Promise<boolean> {
    return this.portion.run(
      async (size) => (await this.database.query(WAKE, [certificateId, size])).length === size,
    );
  }
}

const copyOf = (row: CopyRow): CertificateCopy => ({
  ...(JSON.parse(row.copy) as CertificateChanged),
  brokenVersion: row.broken_version,
});
