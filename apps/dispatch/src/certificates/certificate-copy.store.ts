// Keeps dispatch's copy of the certificates, from certificate.changed.v1. Credentials stay sealed in it.
import { Injectable } from '@nestjs/common';
import { outgoing } from '@offline-push/bus';
import { Outbox } from '@offline-push/bus/outbox';
import { type CertificateChanged, laneChanged, type LaneChanged } from '@offline-push/contracts';
import { Database, Portion, sql, type Statement } from '@offline-push/service-kit';
import type { CertificateCopy, LanePause, RefusedCallback } from './certificate';

const SAVE = sql(
  'save-certificates',
  `insert into certificate (certificate_id, changed_at_ms, copy)
   select * from unnest($1::integer[], $2::bigint[], $3::text[])
   on conflict (certificate_id) do update set changed_at_ms = excluded.changed_at_ms, copy = excluded.copy
   where certificate.changed_at_ms <= excluded.changed_at_ms`,
);

const COLUMNS =
  'copy, refused_callback_version, refused_callback_url, refused_callback_at_ms, paused_at_ms, paused_by, paused_because';

const LIST = sql('list-certificates', `select ${COLUMNS} from certificate`);

/** PostgreSQL's bigint comes as text. */
interface CopyRow {
  copy: string;
  refused_callback_version: number | null;
  refused_callback_url: string | null;
  refused_callback_at_ms: string | null;
  paused_at_ms: string | null;
  paused_by: string | null;
  paused_because: string | null;
}

const REFUSE_CALLBACK = sql(
  'refuse-callback',
  `update certificate set refused_callback_version = $2, refused_callback_url = $3, refused_callback_at_ms = $4
   where certificate_id = $1`,
);

// The first who paused it is told.
const PAUSE = sql(
  'pause-lane',
  `update certificate set paused_at_ms = $2, paused_by = $3, paused_because = $4
   where certificate_id = $1 and paused_at_ms is null returning certificate_id`,
);

const UNPAUSE = sql(
  'resume-lane',
  `update certificate set paused_at_ms = null, paused_by = null, paused_because = null
   where certificate_id = $1 and paused_at_ms is not null returning certificate_id`,
);

const NOTE_CHANGE = sql(
  'note-lane-change',
  'insert into lane_change (certificate_id, change, at_ms, by, because) values ($1, $2, $3, $4, $5)',
);

const CHANGES = sql(
  'list-lane-changes',
  `select change, at_ms::float8 as "atMs", by, because from lane_change where certificate_id = $1 order by id desc limit 20`,
);

// A push that itself causes the refusals must not come again each time its lane opens, so after some attempts it keeps its own pause.
// Waiting targets are woken too: while the lane was closed nobody used their head start. Several pods may wake one certificate.
const WAKE = sql(
  'wake-targets',
  `update target set due_at = now()
   where target_id = any (array(
     select target_id from target
     where certificate_id = $1 and due_at > now()
       and (state = 'waiting' or state = 'parked' and parked_for = 'credential-broken' and attempts <= $3)
     limit $2 for update skip locked))
   returning target_id`,
);
const WAKE_AT_ONCE = 5_000;
const WAKE_ATTEMPTS = 3;

/** `fresh` leaves out pushes that were refused more than three times: they may be the reason of the refusals. */
export type Whom = 'fresh' | 'all';
const EVERY_ATTEMPT = 2_147_483_647;

// One push finds out whether the credential is good by now. The one with the fewest attempts is taken: a push may itself cause refusals.
const WAKE_ONE = sql(
  'wake-one-target',
  `update target set due_at = now()
   where target_id = (
     select target_id from target
     where certificate_id = $1 and due_at > now() and expires_at > now()
       and (state = 'waiting' or state = 'parked' and parked_for = 'credential-broken')
     order by attempts, due_at limit 1 for update skip locked)
   returning target_id`,
);

type Whose = Pick<LaneChanged, 'certificateId' | 'app' | 'vendor'>;

export interface LaneChange {
  readonly change: LaneChanged['change'];
  readonly atMs: number;
  readonly by: string;
  readonly because: string | null;
}

@Injectable()
export class CertificateCopyStore {
  private readonly portion = new Portion(WAKE_AT_ONCE);

  /** The copies as last read, by id. Callbacks of vendors are checked against these without a query. */
  known: ReadonlyMap<number, CertificateCopy> = new Map();
  private readonly listeners = new Set<(known: ReadonlyMap<number, CertificateCopy>) => void>();

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** The last fact of each certificate within the slice wins, and never over a newer one. */
  async save(changes: readonly CertificateChanged[]): Promise<void> {
    const last = [...new Map(changes.map((change) => [change.certificateId, change])).values()];
    await this.database.query(SAVE, [
      last.map((change) => change.certificateId),
      last.map((change) => change.changedAtMs),
      last.map((change) => JSON.stringify(change)),
    ]);
  }

  async list(): Promise<CertificateCopy[]> {
    const copies = (await this.database.query<CopyRow>(LIST, [])).map(copyOf);
    this.known = new Map(copies.map((copy) => [copy.certificateId, copy]));
    for (const listener of this.listeners) listener(this.known);
    return copies;
  }

  /** Calls the listener with all copies each time they were read, about once a second. */
  onRead(listener: (known: ReadonlyMap<number, CertificateCopy>) => void): void {
    this.listeners.add(listener);
  }

  async refuseCallback(certificateId: number, { version, publicUrl, atMs }: RefusedCallback): Promise<void> {
    await this.database.query(REFUSE_CALLBACK, [certificateId, version, publicUrl, atMs]);
  }

  /** All pods stop calling within a second. A lane that is paused stays so. */
  async pause(of: Whose, { sinceMs: atMs, by, because }: LanePause): Promise<void> {
    await this.change(PAUSE, [atMs, by, because], { ...of, change: 'paused', atMs, by, because });
  }

  async resume(of: Whose, { atMs, by }: { atMs: number; by: string }): Promise<void> {
    await this.change(UNPAUSE, [], { ...of, change: 'resumed', atMs, by });
  }

  /** The newest first: who paused the lane, and who let it go on. */
  async changes(certificateId: number): Promise<LaneChange[]> {
    return this.database.query<LaneChange>(CHANGES, [certificateId]);
  }

  /** Row, note and event in one transaction. What changes nothing is not told. */
  private async change(statement: Statement, values: unknown[], event: LaneChanged): Promise<void> {
    const { certificateId, change, atMs, by, because } = event;
    const ticket = await this.database.transaction(async (tx) => {
      if ((await tx.query(statement, [certificateId, ...values])).length === 0) return undefined;
      await tx.query(NOTE_CHANGE, [certificateId, change, atMs, by, because ?? null]);
      return this.outbox.append(tx, [outgoing(laneChanged, event)]);
    });
    if (ticket) this.outbox.release(ticket);
  }

  /** Makes one of the targets due that a refused credential holds back. False if there is none. */
  async wakeOne(certificateId: number): Promise<boolean> {
    return (await this.database.query(WAKE_ONE, [certificateId])).length === 1;
  }

  /** Makes targets due that a refused credential held back, a bounded number of them. True if there may be more. */
  async wakeSome(certificateId: number, whom: Whom = 'fresh'): Promise<boolean> {
    const attempts = whom === 'all' ? EVERY_ATTEMPT : WAKE_ATTEMPTS;
    return this.portion.run(
      async (size) => (await this.database.query(WAKE, [certificateId, size, attempts])).length === size,
    );
  }
}

const copyOf = (row: CopyRow): CertificateCopy => ({
  ...(JSON.parse(row.copy) as CertificateChanged),
  refusedCallback: refusedCallbackOf(row),
  pause: pauseOf(row),
});

const pauseOf = ({
  paused_at_ms: at,
  paused_by: by,
  paused_because: because,
}: CopyRow): LanePause | undefined =>
  at === null ? undefined : { sinceMs: Number(at), by: by ?? '', because: because ?? '' };

function refusedCallbackOf(row: CopyRow): RefusedCallback | undefined {
  const { refused_callback_version: version, refused_callback_url: publicUrl } = row;
  if (version === null || publicUrl === null) return undefined;
  return { version, publicUrl, atMs: Number(row.refused_callback_at_ms ?? 0) };
}
