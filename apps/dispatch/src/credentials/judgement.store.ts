// Keeps the states of credentials for all pods. A save writes the row and its event in one transaction.
import { Injectable } from '@nestjs/common';
import { Outbox } from '@offline-push/bus/outbox';
import { Database, sql } from '@offline-push/service-kit';
import { DeadTokenStore } from '../ledger/dead-token.store';
import { clean } from '../ledger/outcome';
import type { CredentialState } from './credential-state';
import { newsOf, type Owner, writtenOver } from './judgement';

const COLUMNS =
  'certificate_id, version, state, since_ms, judged_at_ms, code, says, refusals, try_again_at_ms, looked_at_ms';

const LIST = sql('list-judgements', `select ${COLUMNS} from judgement`);

const FIND = sql('find-judgement', `select ${COLUMNS} from judgement where certificate_id = $1 for update`);

const SAVE = sql(
  'save-judgement',
  `insert into judgement (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
   on conflict (certificate_id) do update
   set version = excluded.version, state = excluded.state, since_ms = excluded.since_ms, judged_at_ms = excluded.judged_at_ms,
       code = excluded.code, says = excluded.says, refusals = excluded.refusals, try_again_at_ms = excluded.try_again_at_ms,
       looked_at_ms = excluded.looked_at_ms`,
);

// Several pods may find that it is time to ask. The update succeeds in one of them.
const BEGIN_LOOK = sql(
  'begin-look',
  `update judgement set looked_at_ms = $3, try_again_at_ms = $4, refusals = $5
   where certificate_id = $1 and version = $2 and state = 'refused'
     and (coalesce(try_again_at_ms, 0) <= $7 or greatest(judged_at_ms, looked_at_ms) < $6)
   returning certificate_id`,
);

/** PostgreSQL's bigint comes as text. */
interface Row {
  certificate_id: number;
  version: number;
  state: string;
  since_ms: string;
  judged_at_ms: string;
  code: string | null;
  says: string | null;
  refusals: number;
  try_again_at_ms: string | null;
  looked_at_ms: string;
}

@Injectable()
export class JudgementStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly deadTokens: DeadTokenStore,
  ) {}

  /** By certificate id. */
  async list(): Promise<Map<number, CredentialState>> {
    const rows = await this.database.query<Row>(LIST, []);
    return new Map(rows.map((row) => [row.certificate_id, stateOf(row)]));
  }

  /** Saves the state unless the row is newer, and announces it if it differs. */
  async save(owner: Owner, learned: CredentialState): Promise<void> {
    const ticket = await this.database.transaction(async (tx) => {
      const [row] = await tx.query<Row>(FIND, [owner.certificateId]);
      const known = row && stateOf(row);
      const next = writtenOver(known, learned);
      if (next === undefined) return undefined;
      await tx.query(SAVE, valuesOf(owner.certificateId, next));
      const news = newsOf(owner, known, next);
      return news && (await this.outbox.append(tx, [news]));
    });
    if (ticket) this.outbox.release(ticket);
  }

  /** Called when another version is in force: the former one may have been the reason why tokens were called dead. */
  async forgetFormer(certificateId: number): Promise<void> {
    await this.deadTokens.forgetOf(certificateId);
  }

  /** True if this pod asks the vendor now; the row then says when the next look is due. `resumedAtMs` is when a person asked for it. */
  async beginLook(
    certificateId: number,
    { version, lookedAtMs, tryAgainAtMs, refusals }: CredentialState,
    { nowMs, resumedAtMs = 0 }: { nowMs: number; resumedAtMs?: number | undefined },
  ): Promise<boolean> {
    const values = [certificateId, version, lookedAtMs, tryAgainAtMs, refusals, resumedAtMs, nowMs];
    return (await this.database.query(BEGIN_LOOK, values)).length === 1;
  }
}

const stateOf = (row: Row): CredentialState => ({
  version: row.version,
  is: row.state as CredentialState['is'],
  sinceMs: Number(row.since_ms),
  judgedAtMs: Number(row.judged_at_ms),
  code: row.code ?? undefined,
  says: row.says ?? undefined,
  refusals: row.refusals,
  tryAgainAtMs: row.try_again_at_ms === null ? undefined : Number(row.try_again_at_ms),
  lookedAtMs: Number(row.looked_at_ms),
  isLooking: false,
});

const valuesOf = (certificateId: number, state: CredentialState): unknown[] => [
  certificateId,
  state.version,
  state.is,
  state.sinceMs,
  state.judgedAtMs,
  state.code === undefined ? null : clean(state.code, 100),
  state.says === undefined ? null : clean(state.says, 500),
  state.refusals,
  state.tryAgainAtMs ?? null,
  state.lookedAtMs,
];
