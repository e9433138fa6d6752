// The newest fact of each kind about a phone or a certificate.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { AdmissionStore } from '../erasing/admission.store';
import { type Fact, type Kind, newest } from './fact';

const SAVE = sql(
  'save-facts',
  `insert into fact as known (kind, key, owner, at_ms, body)
   select r.* from unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::text[]) as r (kind, key, owner, at_ms, body)
   where not exists (select 1 from erasure e where e.who = encode(sha256(convert_to(r.owner, 'UTF8')), 'hex') and r.at_ms <= e.until_ms)
   on conflict (kind, key) do update set at_ms = excluded.at_ms, body = excluded.body where known.at_ms <= excluded.at_ms`,
);
const COLUMNS = 'kind, key, owner, at_ms as "atMs", body';
const OF_KEYS = sql('facts-of-keys', `select ${COLUMNS} from fact where key = any($1::text[])`);
const OF_OWNER = sql(
  'facts-of-owner',
  `select ${COLUMNS} from fact where owner = $1 and owner <> '' limit 1000`,
);
const FORGET = sql(
  'forget-facts',
  `delete from fact where (kind, key) in (
     select kind, key from fact old where owner <> '' and at_ms < $1
       and not exists (select from fact newer where newer.key = old.key and newer.at_ms >= $1) limit $2)
   returning kind`,
);

interface Row {
  kind: Kind;
  key: string;
  owner: string;
  atMs: number;
  body: string;
}

@Injectable()
export class FactStore {
  constructor(
    private readonly database: Database,
    private readonly admission: AdmissionStore,
  ) {}

  /** Nothing of users who were erased after it. */
  async save(facts: readonly Fact[]): Promise<void> {
    const last = newest(facts);
    if (last.length === 0) return;
    const values = [
      last.map(({ kind }) => kind),
      last.map(({ key }) => key),
      last.map(({ owner }) => owner),
      last.map(({ atMs }) => atMs),
      last.map(({ body }) => JSON.stringify(body)),
    ];
    if (last.every(({ owner }) => owner === '')) await this.database.query(SAVE, values);
    else
      await this.database.transaction(async (tx) => {
        await this.admission.share(tx);
        await tx.query(SAVE, values);
      });
  }

  async ofKeys(keys: readonly string[]): Promise<Fact[]> {
    return keys.length === 0 ? [] : (await this.database.query<Row>(OF_KEYS, [keys])).map(factOf);
  }

  /** Of all phones of a user. */
  async ofOwner(owner: string): Promise<Fact[]> {
    return (await this.database.query<Row>(OF_OWNER, [owner])).map(factOf);
  }

  /** Of phones. Returns how many. */
  async forget(beforeMs: number, most: number): Promise<number> {
    return (await this.database.query(FORGET, [beforeMs, most])).length;
  }
}

const factOf = ({ body, ...row }: Row): Fact => ({ ...row, body: JSON.parse(body) as Fact['body'] });
