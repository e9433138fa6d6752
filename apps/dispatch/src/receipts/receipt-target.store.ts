// Finds the targets that receipts are about.
import { Inject, Injectable } from '@nestjs/common';
import { type Database, sql } from '@offline-push/service-kit';
import type { ReceiptTarget, ReceiptTrace } from './receipt-events';
import { RECEIPTS_DATABASE } from './receipts-parts';

/** A correlation is a target id, or a message key, which needs the token too. Only targets of this certificate are found. */
const FIND = sql(
  'find-receipt-targets',
  `select r.place::integer as place, t.target_id as "targetId", t.message_key as "messageKey", t.token_hash as "tokenHash",
     m.message_id as "messageId", t.user_id as "user", t.device, (extract(epoch from m.sent_at) * 1000)::float8 as "sentAtMs"
   from unnest($2::text[], $3::text[]) with ordinality as r (correlation, token_hash, place)
   cross join lateral (
     select target_id, message_key, token_hash, user_id, device from target
     where target_id = r.correlation and certificate_id = $1
     union all
     select target_id, message_key, token_hash, user_id, device from target
     where message_key = r.correlation and token_hash = r.token_hash and certificate_id = $1
     limit 1
   ) t
   left join message m on m.message_key = t.message_key`,
);

@Injectable()
export class ReceiptTargetStore {
  constructor(@Inject(RECEIPTS_DATABASE) private readonly database: Database) {}

  /** One entry for each trace, in the same order; undefined where there is no target. */
  async targetsOf(
    certificateId: number,
    traces: readonly ReceiptTrace[],
  ): Promise<(ReceiptTarget | undefined)[]> {
    const targets = traces.map((): ReceiptTarget | undefined => undefined);
    if (!traces.some(({ correlation }) => correlation !== undefined)) return targets;
    const rows = await this.database.query<ReceiptTarget & { place: number }>(FIND, [
      certificateId,
      traces.map(({ correlation }) => correlation ?? null),
      traces.map(({ tokenHash }) => tokenHash ?? null),
    ]);
    for (const { place, ...target } of rows) targets[place - 1] = target;
    return targets;
  }
}
