// Keeps the access tokens of all pods, sealed, and which pod may ask the vendor for the next one. Each method is one short statement; none
// waits for a vendor.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';

const FIND = sql(
  'find-access-token',
  'select box from access_token where certificate_id = $1 and version = $2',
);

/** Others may claim a renewal when its time is over, or if it is of an older version. */
const CLAIM = sql(
  'claim-renewal',
  `insert into access_token_renewal as r (certificate_id, version, holder, renewing_until)
   values ($1, $2, $3, now() + $4::integer * interval '1 millisecond')
   on conflict (certificate_id) do update
   set version = excluded.version, holder = excluded.holder, renewing_until = excluded.renewing_until
   where r.renewing_until <= now() or r.version < excluded.version
   returning holder`,
);

/** Only the holder of the renewal may save. A pod that lost its renewal long ago must not replace a newer token. */
const SAVE = sql(
  'save-access-token',
  `with held as (delete from access_token_renewal where certificate_id = $1 and holder = $3 returning holder)
   insert into access_token (certificate_id, version, box) select $1, $2, $4 from held
   on conflict (certificate_id) do update set version = excluded.version, box = excluded.box
   where access_token.version <= excluded.version
   returning version`,
);

const RELEASE = sql(
  'release-renewal',
  'delete from access_token_renewal where certificate_id = $1 and holder = $2',
);

/** The key of an access token: each version of a certificate has one. */
export interface TokenPlace {
  readonly certificateId: number;
  readonly version: number;
}

@Injectable()
export class AccessTokenStore {
  constructor(private readonly database: Database) {}

  async find({ certificateId, version }: TokenPlace): Promise<string | undefined> {
    const [row] = await this.database.query<{ box: string }>(FIND, [certificateId, version]);
    return row?.box;
  }

  /** True if `holder` may ask the vendor; nobody else may for the next `leaseMs`. */
  async claim({ certificateId, version }: TokenPlace, holder: string, leaseMs: number): Promise<boolean> {
    return (await this.database.query(CLAIM, [certificateId, version, holder, leaseMs])).length === 1;
  }

  /** Saves the token and ends the renewal. False if another pod has claimed the renewal in the meantime. */
  async save({ certificateId, version }: TokenPlace, holder: string, box: string): Promise<boolean> {
    return (await this.database.query(SAVE, [certificateId, version, holder, box])).length === 1;
  }

  async release({ certificateId }: TokenPlace, holder: string): Promise<void> {
    await this.database.query(RELEASE, [certificateId, holder]);
  }
}
