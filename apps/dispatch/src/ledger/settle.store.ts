// Writes how claims end, with their outcomes and dead tokens, in one transaction. A claim of an old epoch matches no row.
import { Injectable } from '@nestjs/common';
import { Outbox } from '@offline-push/bus/outbox';
import { Clock, Database, sql, type Tx } from '@offline-push/service-kit';
import { attemptsOf } from './attempt';
import { type DeadToken, DeadTokenStore } from './dead-token.store';
import { blamesToken, clean, outcomesOf, type Settled } from './outcome';
import { IS_REPLACED } from '../withdrawals/silence';
import type { Settlement } from './target';

// A claim that ends without a call takes back the attempt and the mark "in doubt" that it had counted.
const SETTLE = sql(
  'settle-targets',
  `update target t
   set state = s.state, due_at = now() + s.delay_ms * interval '1 millisecond', attempts = t.attempts - s.uncalled,
       in_doubt = t.in_doubt - (s.uncalled = 1 and t.may_have_rung)::integer,
       may_have_rung = s.may_have_rung or (s.uncalled = 1 and t.may_have_rung), parked_for = s.parked_for,
       code = case when s.parked_for = 'another-claim' then t.code else s.code end,
       detail = case when s.parked_for = 'another-claim' then t.detail else s.detail end,
       alone = s.alone, vendor_message_id = s.vendor_message_id
   from unnest($1::text[], $2::integer[], $3::text[], $4::integer[], $5::integer[], $6::boolean[], $7::text[], $8::text[],
               $9::boolean[], $10::text[], $11::text[])
        as s (target_id, epoch, state, delay_ms, uncalled, may_have_rung, parked_for, code, alone, vendor_message_id, detail)
   where t.target_id = s.target_id and t.epoch = s.epoch and t.state = 'claimed'
   returning t.target_id, t.token_hash`,
);

/** Targets whose phone has another token by now. */
const LIST_REPLACED = sql(
  'list-replaced',
  `select t.target_id from target t where t.target_id = any($1) and ${IS_REPLACED}`,
);

@Injectable()
export class SettleStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly deadTokens: DeadTokenStore,
    private readonly clock: Clock,
  ) {}

  /** Returns the claims that were still ours. The others were claimed again by another process, so their answer came late. */
  async settle(batch: readonly Settled[]): Promise<Settled[]> {
    const { settled, ticket } = await this.database.transaction(async (tx) => {
      const endings = await this.addressedAgain(batch, tx);
      const rows = await tx.query<{ target_id: string; token_hash: string }>(SETTLE, parametersOf(endings));
      const mine = new Map(rows.map((row) => [row.target_id, row.token_hash]));
      const settled = endings.filter(({ target }) => mine.has(target.targetId));
      await this.deadTokens.save(deadIn(batch, mine, this.clock.nowMs()), tx);
      const nowMs = this.clock.nowMs();
      const news = [...outcomesOf(settled, nowMs), ...attemptsOf(settled, nowMs)];
      return { settled, ticket: news.length > 0 ? await this.outbox.append(tx, news) : undefined };
    });
    if (ticket) this.outbox.release(ticket);
    return settled;
  }

  /** If a token died and its phone has a new one, the target does not end: it goes to the new token. */
  private async addressedAgain(batch: readonly Settled[], tx: Tx): Promise<readonly Settled[]> {
    const blamed = batch.filter(({ target, settlement }) => blamesToken(target, settlement));
    if (blamed.length === 0) return batch;
    const rows = await tx.query<{ target_id: string }>(LIST_REPLACED, [
      blamed.map(({ target }) => target.targetId),
    ]);
    const replaced = new Set(rows.map((row) => row.target_id));
    return batch.map((each) => (replaced.has(each.target.targetId) ? { ...each, settlement: AGAIN } : each));
  }
}

const AGAIN: Settlement = {
  ...{ state: 'parked', parkedFor: 'another-claim' },
  ...{ delayMs: 0, mayHaveRung: false },
};

/** `mine` has the token's hash of each target that was settled, by target id. */
const deadIn = (batch: readonly Settled[], mine: ReadonlyMap<string, string>, nowMs: number): DeadToken[] =>
  batch.flatMap(({ target: { targetId, certificateId }, settlement }) => {
    const tokenHash = mine.get(targetId);
    if (tokenHash === undefined || settlement.state !== 'token-dead') return [];
    const { deadAtMs, calledAtMs = nowMs } = settlement;
    return [{ tokenHash, certificateId, deadAtMs: deadAtMs ?? calledAtMs }];
  });

function parametersOf(batch: readonly Settled[]): unknown[] {
  const sorted = [...batch].sort((a, b) => (a.target.targetId < b.target.targetId ? -1 : 1));
  const column = <T>(of: (settlement: Settlement) => T): T[] =>
    sorted.map(({ settlement }) => of(settlement));
  return [
    sorted.map(({ target }) => target.targetId),
    sorted.map(({ target }) => target.epoch),
    column((s) => s.state),
    column((s) => (s.state === 'parked' ? Math.round(s.delayMs) : 0)),
    column((s) => (s.takesAttemptBack ? 1 : 0)),
    column((s) => s.state === 'parked' && s.mayHaveRung),
    column((s) => (s.state === 'parked' ? s.parkedFor : null)),
    column((s) => cleanOrNull(s.code)),
    column((s) => s.state === 'parked' && s.alone === true),
    column((s) => (s.state === 'accepted' ? cleanOrNull(s.vendorMessageId) : null)),
    // For an end the detail is in its outcome.
    column((s) => (s.state === 'parked' ? cleanOrNull(s.detail) : null)),
  ];
}

const cleanOrNull = (text: string | undefined): string | null =>
  text === undefined ? null : clean(text, 200);
