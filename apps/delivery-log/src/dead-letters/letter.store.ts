// Keeps dead letters for those who look after them: listed, grouped, taken in hand by one replay at a time, discarded.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { AdmissionStore } from '../erasing/admission.store';
import { headersKept, KEY_LEFT_OUT, type Letter, type STATES, withoutBytes } from './letter';
import { whoIsIn } from './named';

export interface LetterRow {
  id: string;
  topic: string;
  partition: number;
  offset: string;
  group: string;
  reason: Letter['reason'];
  detail: string;
  app: string | null;
  messageId: string | null;
  failedAtMs: number;
  expiresAtMs: number | null;
  bytes: number | null;
  state: (typeof STATES)[number];
  settledAtMs: number | null;
  settledBy: string | null;
  because: string | null;
}

export interface WholeRow extends LetterRow {
  key: Buffer | null;
  value: Buffer | null;
  headers: string;
  timestampMs: number;
}

export interface Group {
  topic: string;
  reason: Letter['reason'];
  group: string;
  count: number;
  oldestAtMs: number;
  newestAtMs: number;
}

/** Letters that are meant, alike as far as a replay is concerned. */
export interface Counted {
  topic: string;
  reason: Letter['reason'];
  hasValue: boolean;
  isKeyLeftOut: boolean;
  letters: number;
  records: number;
  expired: number;
}

export type LetterOfMessage = Pick<LetterRow, 'topic' | 'reason' | 'detail'> & {
  atMs: number;
  value: Buffer | null;
};

/** A letter's place in the order of the logs, so that records of one key keep theirs. */
export type Place = Pick<LetterRow, 'topic' | 'partition' | 'offset' | 'id'>;

/** Those that are meant; absent fields narrow nothing. */
export interface Meant {
  ids?: readonly string[] | undefined;
  topic?: string | undefined;
  reason?: string | undefined;
  app?: string | undefined;
}

const COLUMNS = `id, topic, partition, record_offset as "offset", consumer_group as "group", reason, detail, app, message_id as "messageId",
  failed_at_ms::float8 as "failedAtMs", expires_at_ms::float8 as "expiresAtMs", length(value) as bytes, state,
  settled_at_ms::float8 as "settledAtMs", settled_by as "settledBy", because`;

export const MEANT = `($1::text[] is null or id = any($1)) and ($2::text is null or topic = $2) and ($3::text is null or reason = $3)
  and ($4::text is null or app = $4)`;

/** Whoever is killed has no letter in hand for longer. */
export const IN_HAND_MS = 60_000;
export const IS_KEPT = (untilMs: string): string =>
  `(state = 'kept' or (state = 'replaying' and settled_at_ms < ${untilMs}::bigint))`;

const SAVE = sql(
  'save-dead-letter',
  `insert into dead_letter (id, topic, partition, record_offset, consumer_group, reason, detail, app, message_id, record_at_ms, failed_at_ms,
                            expires_at_ms, key, value, headers)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict (id) do nothing`,
);

// The newest first. The key of a page is the time and the id of its last row.
const LIST = sql(
  'list-dead-letters',
  `select ${COLUMNS} from dead_letter
   where ${MEANT} and state = $5 and ($6::bigint is null or (failed_at_ms, id) < ($6, $7::text))
   order by failed_at_ms desc, id desc limit $8`,
);

const FIND = sql(
  'find-dead-letter',
  `select ${COLUMNS}, key, value, headers, record_at_ms::float8 as "timestampMs" from dead_letter where id = $1`,
);

// One that was replayed has been read since, or is there again.
const OF_MESSAGE = sql(
  'dead-letters-of-message',
  `select topic, reason, detail, failed_at_ms::float8 as "atMs", value from dead_letter
   where message_id = $2 and app = $1 and state <> 'replayed' order by failed_at_ms, id limit 20`,
);

const GROUPS = sql(
  'group-dead-letters',
  `select topic, reason, consumer_group as "group", count(*)::integer as count, min(failed_at_ms)::float8 as "oldestAtMs",
          max(failed_at_ms)::float8 as "newestAtMs"
   from dead_letter where state = 'kept' and ($1::text is null or app = $1) group by 1, 2, 3 order by 4 desc, 1, 2, 3 limit 500`,
);

// What a replay would do is counted without their bytes. A record that failed in several groups is one record.
const COUNTS = sql(
  'count-dead-letters',
  `select topic, reason, value is not null as "hasValue", detail ~ $6 as "isKeyLeftOut", count(*)::integer as letters,
          count(distinct (partition, record_offset))::integer as records,
          count(distinct (partition, record_offset)) filter (where expires_at_ms <= $7)::integer as expired
   from dead_letter where ${MEANT} and ${IS_KEPT('$5')} group by 1, 2, 3, 4 order by 1, 2`,
);

// In the order of the log. All that came before `after` in that order were looked at already.
const PLACES = sql(
  'list-places-of-dead-letters',
  `select topic, partition, record_offset as "offset", id from dead_letter
   where ${MEANT} and ${IS_KEPT('$10')} and (topic, partition, record_offset, id) > ($5::text, $6::integer, $7::bigint, $8::text)
   order by topic, partition, record_offset, id limit $9`,
);

const WHOLE = sql(
  'read-dead-letters',
  `select ${COLUMNS}, key, value, headers, record_at_ms::float8 as "timestampMs" from dead_letter where id = any($1::text[])
   order by topic, partition, record_offset, id`,
);

// In one statement, so that of two replays one has it.
const TAKE = sql(
  'take-dead-letters',
  `update dead_letter set state = 'replaying', settled_at_ms = $2, settled_by = $3
   where id = any($1::text[]) and ${IS_KEPT('$4')} returning id`,
);

const RELEASE = sql(
  'release-dead-letters',
  `update dead_letter set state = 'kept', settled_at_ms = null, settled_by = null
   where id = any($1::text[]) and state = 'replaying' and settled_by = $2`,
);

const SETTLE = sql(
  'settle-dead-letters',
  `update dead_letter set state = 'replayed', settled_at_ms = $2, settled_by = $3
   where id = any($1::text[]) and state in ('kept', 'replaying')`,
);

const DISCARD = sql(
  'discard-dead-letters',
  `update dead_letter set state = 'discarded', settled_at_ms = $5, settled_by = $6, because = $7
   where id = any (array(select id from dead_letter where ${MEANT} and state = 'kept' limit $8 for update skip locked)) and state = 'kept'
   returning id`,
);

// Those whose time is over, and the oldest of too many.
const FORGET = sql(
  'forget-dead-letters',
  `delete from dead_letter where id in (
     (select id from dead_letter where failed_at_ms < $1 limit $3)
     union all (select id from dead_letter order by failed_at_ms desc, id desc offset $2 limit $3))
   returning id`,
);

/** Who settled them, when, and why. */
export interface Settled {
  atMs: number;
  by: string;
  because?: string | undefined;
}

@Injectable()
export class LetterStore {
  constructor(
    private readonly database: Database,
    private readonly admission: AdmissionStore,
  ) {}

  /** One by one, because a letter may have two megabytes; there are few of them. */
  async save(letters: readonly Letter[]): Promise<void> {
    for (const letter of letters)
      await this.database.transaction(async (tx) => {
        await this.admission.share(tx);
        const who = whoIsIn(letter);
        const erased = who.length === 0 ? new Map<string, number>() : await this.admission.erased(who, tx);
        const isOfErased = [...erased.values()].some((untilMs) => letter.timestampMs <= untilMs);
        await tx.query(SAVE, valuesOf(isOfErased ? withoutBytes(letter) : letter));
      });
  }

  async list(
    meant: Meant,
    state: LetterRow['state'],
    { before, limit }: { before?: { failedAtMs: number; id: string } | undefined; limit: number },
  ): Promise<LetterRow[]> {
    const page = [state, before?.failedAtMs ?? null, before?.id ?? null, limit];
    return this.database.query<LetterRow>(LIST, [...meantBy(meant), ...page]);
  }

  async find(id: string): Promise<WholeRow | undefined> {
    return (await this.database.query<WholeRow>(FIND, [id]))[0];
  }

  /** The oldest first. */
  async ofMessage(app: string, messageId: string): Promise<LetterOfMessage[]> {
    return this.database.query<LetterOfMessage>(OF_MESSAGE, [app, messageId]);
  }

  /** Of an app, or of all. */
  async groups(app?: string): Promise<Group[]> {
    return this.database.query<Group>(GROUPS, [app ?? null]);
  }

  async counts(meant: Meant, nowMs: number): Promise<Counted[]> {
    const values = [
      ...meantBy(meant),
      Math.floor(nowMs - IN_HAND_MS),
      KEY_LEFT_OUT.source,
      Math.floor(nowMs),
    ];
    return this.database.query<Counted>(COUNTS, values);
  }

  async places(meant: Meant, after: Place | undefined, nowMs: number, most: number): Promise<Place[]> {
    const place = [after?.topic ?? '', after?.partition ?? -1, after?.offset ?? '-1', after?.id ?? ''];
    const values = [...meantBy(meant), ...place, most, Math.floor(nowMs - IN_HAND_MS)];
    return this.database.query<Place>(PLACES, values);
  }

  /** With their bytes, in the order of the logs. */
  async whole(ids: readonly string[]): Promise<WholeRow[]> {
    return ids.length === 0 ? [] : this.database.query<WholeRow>(WHOLE, [ids]);
  }

  /** Returns the ids of those that nobody else has in hand or has settled. */
  async take(ids: readonly string[], { atMs, by }: Settled): Promise<string[]> {
    const taken = await this.database.query<{ id: string }>(TAKE, [ids, atMs, by, atMs - IN_HAND_MS]);
    return taken.map(({ id }) => id);
  }

  async replayed(ids: readonly string[], { atMs, by }: Settled): Promise<void> {
    if (ids.length > 0) await this.database.query(SETTLE, [ids, atMs, by]);
  }

  /** Those that were not published. */
  async release(ids: readonly string[], by: string): Promise<void> {
    if (ids.length > 0) await this.database.query(RELEASE, [ids, by]);
  }

  /** Returns how many; there are more if it is `most`. */
  async discard(meant: Meant, { atMs, by, because }: Settled, most: number): Promise<number> {
    const values = [...meantBy(meant), atMs, by, because ?? null, most];
    return (await this.database.query(DISCARD, values)).length;
  }

  /** Returns how many. */
  async forget(beforeMs: number, most: number, atOnce: number): Promise<number> {
    return (await this.database.query(FORGET, [beforeMs, most, atOnce])).length;
  }
}

export const meantBy = ({ ids, topic, reason, app }: Meant): unknown[] => [
  ids ?? null,
  topic ?? null,
  reason ?? null,
  app ?? null,
];

const valuesOf = (letter: Letter): unknown[] => [
  ...[letter.id, letter.topic, letter.partition, letter.offset, letter.group, letter.reason, letter.detail],
  ...[letter.app ?? null, letter.messageId ?? null, letter.timestampMs, letter.failedAtMs],
  ...[letter.expiresAtMs ?? null, letter.key, letter.value],
  headersKept(letter.headers),
];
