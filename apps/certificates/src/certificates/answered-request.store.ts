// Keeps the answers to requests with an Idempotency-Key. They are written in the transaction of the request.
import { sql, type Tx } from '@offline-push/service-kit';
import { REMEMBERED_MS, type Request } from './answered-request';

export interface Answered<Answer> {
  bodyHash: string;
  answer: Answer;
}

/** Removes a few old answers at a time, and skips rows that another request has locked. */
const FORGET = sql(
  'answered-forget',
  `delete from answered_request where (app, caller, key) in (
     select app, caller, key from answered_request where answered_at_ms < $1
     order by answered_at_ms limit 100 for update skip locked
   )`,
);

/** A second request with the same key waits here for the end of the first one's transaction. */
const REMEMBER = sql(
  'answered-remember',
  `insert into answered_request as known (app, caller, key, body_hash, answer, answered_at_ms)
   values ($1, $2, $3, $4, $5::jsonb, $6)
   on conflict (app, caller, key) do update
     set body_hash = excluded.body_hash, answer = excluded.answer, answered_at_ms = excluded.answered_at_ms
     where known.answered_at_ms < $7
   returning key`,
);

const FIND = sql(
  'answered-find',
  `select body_hash as "bodyHash", answer from answered_request where app = $1 and caller = $2 and key = $3`,
);

/** Undefined: the request is new and its answer is remembered now; else what was answered before. */
export async function answeredBefore<Answer>(
  tx: Tx,
  request: Request,
  answer: Answer,
  nowMs: number,
): Promise<Answered<Answer> | undefined> {
  const { app, caller, key, bodyHash } = request;
  const forgottenBefore = nowMs - REMEMBERED_MS;
  const values = [app, caller, key, bodyHash, JSON.stringify(answer), nowMs, forgottenBefore];
  const isNew = await tx.query(REMEMBER, values);
  await tx.query(FORGET, [forgottenBefore]);
  return isNew.length > 0 ? undefined : (await tx.query<Answered<Answer>>(FIND, [app, caller, key]))[0];
}
