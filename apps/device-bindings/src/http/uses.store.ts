// Who is reached by a certificate, page by page, and how many by each. Nothing on the push path reads here.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { AddressStore } from '../addressing/address.store';
import type { SessionKey } from '../facts/facts';
import type { Known } from '../facts/known';

const NAMING = sql(
  'reports-of-certificate',
  `select app, user_id as "user", device, session, token_hash as "tokenHash" from binding
   where kind = 'token' and certificate_id = $1 and app = $2
     and (user_id, device, session, token_hash) > ($3::text, $4::text, $5::text, $6::text)
   order by user_id, device, session, token_hash limit $7`,
);
const COUNTS = sql(
  'counts-of-certificates',
  `select certificate_id as "certificateId", vendor, state, coalesce(bindings, 0)::integer as bindings
   from certificate left join certificate_use using (certificate_id)
   where app = $1 and certificate_id > $2 and ($3::integer is null or certificate_id = $3) order by certificate_id limit $4`,
);

/** A report as its row has it. */
export interface Naming extends SessionKey {
  tokenHash: string;
}

/** A row's place in the order of the list. */
export type Place = Pick<Naming, 'user' | 'device' | 'session' | 'tokenHash'>;

export interface CountRow {
  certificateId: number;
  vendor: string;
  state: 'enabled' | 'disabled' | 'deleted';
  bindings: number;
}

@Injectable()
export class UsesStore {
  constructor(
    private readonly database: Database,
    private readonly bindings: AddressStore,
  ) {}

  /** Reports that name a certificate of the app, also those that do not count any more. */
  async naming(app: string, certificateId: number, after: Place, limit: number): Promise<Naming[]> {
    const { user, device, session, tokenHash } = after;
    const values = [certificateId, app, user, device, session, tokenHash, limit];
    return this.database.query<Naming>(NAMING, values);
  }

  knownOf(rows: readonly Naming[]): Promise<Known> {
    return this.bindings.knownOf(rows);
  }

  /** Certificates of the app in the order of their ids, behind `after`, or the one. */
  async counts(
    app: string,
    { after = 0, only, limit }: { after?: number; only?: number; limit: number },
  ): Promise<CountRow[]> {
    return this.database.query<CountRow>(COUNTS, [app, after, only ?? null, limit]);
  }
}
