// Keeps what vendors lately said about the tokens of each certificate, over all pods, because each pod sees only its partitions.
import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '@offline-push/service-kit';
import type { Lately } from './answers';

/** Inserts missing rows, and locks all of them in one order. */
const LOCK = sql(
  'lock-answers',
  `insert into vendor_answers as a (certificate_id)
   select id from unnest($1::integer[]) as id order by id
   on conflict (certificate_id) do update set certificate_id = a.certificate_id
   returning certificate_id as "certificateId", lately`,
);

const SAVE = sql(
  'save-answers',
  `update vendor_answers a set lately = s.lately::jsonb
   from unnest($1::integer[], $2::text[]) as s (certificate_id, lately) where a.certificate_id = s.certificate_id`,
);

@Injectable()
export class AnswersStore {
  /** The answers by certificate id, locked until the transaction ends. */
  async locked(tx: Tx, certificateIds: readonly number[]): Promise<Map<number, Lately>> {
    const rows = await tx.query<{ certificateId: number; lately: Lately }>(LOCK, [certificateIds]);
    return new Map(rows.map(({ certificateId, lately }) => [certificateId, lately]));
  }

  async save(tx: Tx, latelyOf: ReadonlyMap<number, Lately>): Promise<void> {
    const texts = [...latelyOf.values()].map((lately) => JSON.stringify(lately));
    await tx.query(SAVE, [[...latelyOf.keys()], texts]);
  }
}
