// Keeps the last facts from dispatch and device-bindings about each certificate. An older fact never replaces a newer one.
import { Injectable } from '@nestjs/common';
import type { CertificateJudged, CertificateUsed } from '@offline-push/contracts';
import { Database, sql } from '@offline-push/service-kit';
import { type Judged, type Known, UNKNOWN } from './health';

/** `distinct on`, because a statement must not change a row twice. */
const JUDGE = sql(
  'health-judge',
  `insert into certificate_judged as known
     (certificate_id, version, state, since_ms, judged_at_ms, code, says, try_again_at_ms)
   select distinct on ("certificateId")
     "certificateId", version, state, "sinceMs", "judgedAtMs", code, says, "tryAgainAtMs"
   from rows from (jsonb_to_recordset($1::jsonb) as
     ("certificateId" integer, version integer, state text, "sinceMs" bigint, "judgedAtMs" bigint, code text, says text,
      "tryAgainAtMs" bigint)) with ordinality as told
   order by "certificateId", "judgedAtMs" desc, ordinality desc
   on conflict (certificate_id) do update set
     version = excluded.version, state = excluded.state, since_ms = excluded.since_ms, judged_at_ms = excluded.judged_at_ms,
     code = excluded.code, says = excluded.says, try_again_at_ms = excluded.try_again_at_ms
   where known.judged_at_ms <= excluded.judged_at_ms`,
);
const USE = sql(
  'health-use',
  `insert into certificate_used as known (certificate_id, bindings, counted_at_ms)
   select distinct on ("certificateId") "certificateId", bindings, "countedAtMs"
   from rows from (jsonb_to_recordset($1::jsonb) as
     ("certificateId" integer, bindings integer, "countedAtMs" bigint)) with ordinality as told
   order by "certificateId", "countedAtMs" desc, ordinality desc
   on conflict (certificate_id) do update set bindings = excluded.bindings, counted_at_ms = excluded.counted_at_ms
   where known.counted_at_ms <= excluded.counted_at_ms`,
);
const FIND = sql(
  'health-find',
  `select asked.id, used.bindings,
     case when judged.certificate_id is not null then json_strip_nulls(json_build_object(
       'certificateId', judged.certificate_id, 'version', judged.version, 'state', judged.state,
       'sinceMs', judged.since_ms, 'judgedAtMs', judged.judged_at_ms, 'code', judged.code, 'says', judged.says,
       'tryAgainAtMs', judged.try_again_at_ms)) end as judged
   from unnest($1::integer[]) as asked (id)
   left join certificate_judged judged on judged.certificate_id = asked.id
   left join certificate_used used on used.certificate_id = asked.id`,
);

interface Row {
  id: number;
  bindings: number | null;
  judged: Judged | null;
}

@Injectable()
export class HealthStore {
  constructor(private readonly database: Database) {}

  async saveJudged(told: readonly CertificateJudged[]): Promise<void> {
    await this.database.query(JUDGE, [JSON.stringify(told)]);
  }

  async saveUsed(told: readonly CertificateUsed[]): Promise<void> {
    await this.database.query(USE, [JSON.stringify(told)]);
  }

  async find(id: number): Promise<Known> {
    return (await this.list([id])).get(id) ?? UNKNOWN;
  }

  async list(ids: readonly number[]): Promise<ReadonlyMap<number, Known>> {
    const rows = await this.database.query<Row>(FIND, [ids]);
    return new Map(
      rows.map(({ id, bindings, judged }) => [
        id,
        { bindings: bindings ?? undefined, judged: judged ?? undefined },
      ]),
    );
  }
}
