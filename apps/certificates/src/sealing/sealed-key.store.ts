// Lists the keys with which the stored credentials are sealed, with one box of each to try.
import { Injectable } from '@nestjs/common';
import type { Sealed } from '@offline-push/contracts';
import { Database, sql } from '@offline-push/service-kit';

export interface SealedKey {
  keyId: string;
  /** Number of credentials that are sealed with the key. */
  count: number;
  /** One of them. */
  sample: { app: string; id: number; vendor: string; version: number; credential: Sealed };
}

const LIST = sql(
  'sealed-key-list',
  `select key."keyId", key.count, json_build_object('app', certificate.app, 'id', certificate.id, 'vendor', certificate.vendor,
     'version', first.version, 'credential', first.credential) as sample
   from (
     select credential->>'keyId' as "keyId", count(*)::integer as count, min(certificate_id) as id
     from certificate_version group by 1 order by 1 limit 1000
   ) key
   join certificate on certificate.id = key.id
   cross join lateral (
     select version, credential from certificate_version
     where certificate_id = key.id and credential->>'keyId' = key."keyId" order by version limit 1
   ) first
   order by key."keyId"`,
);

@Injectable()
export class SealedKeyStore {
  constructor(private readonly database: Database) {}

  list(): Promise<SealedKey[]> {
    return this.database.query<SealedKey>(LIST, []);
  }
}
