// Remembers decisions. A service saves its decision on a message before it announces it, and the first one counts, so a message that comes
// again (after a crash or a group reset, or sent twice) is announced the same. Only the service knows what the text of a decision means.
import { Injectable, Inject, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DAY_MS } from '@offline-push/contracts';
import { within } from '../deadline';
import type { BusDatabase } from '../outbox/outbox.store';
import { DecisionStore, type DecisionRow, type Swap } from './decision.store';

/** A decision of a service. It may have more fields, for the service's own `merge`. */
export interface Decision {
  /** `messageKeyOf(app, messageId)`. */
  message: string;
  /** Hash of the content. The same message with another hash is a conflict. */
  content: string;
  /** What was decided, as a text without NUL. A message that comes in several portions has one text. */
  decided: string;
}

/** What counts for one decision. A `remembered` text is the merged one, which may have more recipients than the decision. */
export type Counted = { is: 'first' | 'remembered'; decided: string } | { is: 'conflict' };

/** Merges a later decision into the saved text `held`. What is in `held` must win. Must be pure. */
export type Merge<D extends Decision> = (held: string, later: D) => string;

/** Other processes changed the same rows at each try. The bus delivers the slice again. */
class DecisionsContended extends Error {
  readonly retriable = true;
  readonly code = 'decisions-contended';
}

/** Longer than a record can be read again: 3 days on the push topics, and segments close late. */
const KEEP_DECISIONS_MS = 4 * DAY_MS;
const FORGET_EVERY_MS = 60_000;
/** Rows in one statement: a tenth of a second. */
const FORGET_AT_ONCE = 5_000;
const SHUTDOWN_MS = 5_000;
const TRIES = 10;

@Injectable()
export class Decisions implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Decisions');
  private readonly store: DecisionStore;
  private timer: NodeJS.Timeout | null = null;
  private forgetting: Promise<void> | null = null;
  private isStopping = false;

  constructor(@Inject('Queryable') database: BusDatabase) {
    this.store = new DecisionStore(database);
  }

  /**
   * Saves decisions, with one statement if none of the messages was decided before. For the others the saved text is read and merged with
   * each later decision, in order. Returns what counts for each decision, in the given order. When it resolves, all is saved.
   */
  async remember<D extends Decision>(decisions: readonly D[], merge: Merge<D>): Promise<Counted[]> {
    if (decisions.length === 0) return [];
    const firsts = new Map<string, D>();
    for (const decision of decisions)
      if (!firsts.has(decision.message)) firsts.set(decision.message, decision);
    const known = new Set(await this.store.insert(sorted([...firsts.values()])));
    const later = decisions.filter((it) => known.has(it.message) || firsts.get(it.message) !== it);
    const merged = later.length === 0 ? null : await this.merge(later, merge);
    return decisions.map((it) => merged?.get(it) ?? { is: 'first', decided: it.decided });
  }

  /** The content hashes of those messages that were decided before. */
  async contentsOf(messages: readonly string[]): Promise<Map<string, string>> {
    return new Map((await this.store.find(messages)).map(({ message, content }) => [message, content]));
  }

  /** Removes decisions that no record can ask for any more, until none is left, so that it keeps up with any load. */
  async forget(keepMs = KEEP_DECISIONS_MS): Promise<void> {
    while (!this.isStopping && (await this.store.forget(keepMs, FORGET_AT_ONCE)) === FORGET_AT_ONCE);
  }

  onModuleInit(): void {
    this.timer = setInterval(() => this.startForgetting(), FORGET_EVERY_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    if (this.timer !== null) clearInterval(this.timer);
    if (this.forgetting !== null) await within(this.forgetting, SHUTDOWN_MS);
  }

  /** Merges without a lock. If another process changed a text in the meantime, it is read and merged again. */
  private async merge<D extends Decision>(later: readonly D[], merge: Merge<D>): Promise<Map<D, Counted>> {
    const counted = new Map<D, Counted>();
    const open = grouped(later);
    for (let tries = 0; open.size > 0 && tries < TRIES; tries++) {
      const swaps: Swap[] = [];
      const rows = await this.held(open);
      for (const row of rows) {
        const swap = settle(row, open.get(row.message) ?? [], merge, counted);
        if (swap.decided === swap.held) open.delete(row.message);
        else swaps.push(swap);
      }
      if (swaps.length > 0) for (const message of await this.store.swap(swaps)) open.delete(message);
    }
    if (open.size > 0) throw new DecisionsContended('the same messages are decided elsewhere all the time');
    return counted;
  }

  /** Reads the rows. One that was removed a moment ago is inserted again. */
  private async held<D extends Decision>(open: ReadonlyMap<string, readonly D[]>): Promise<DecisionRow[]> {
    const rows = await this.store.find([...open.keys()]);
    if (rows.length === open.size) return inOrder(rows);
    const found = new Set(rows.map(({ message }) => message));
    const lost = [...open.values()].flatMap(([first]) =>
      first === undefined || found.has(first.message) ? [] : [first],
    );
    await this.store.insert(sorted(lost));
    return inOrder(rows);
  }

  private startForgetting(): void {
    this.forgetting ??= this.forget()
      .catch((error: Error) => this.logger.warn({ event: 'decisions-kept', error: error.message }))
      .finally(() => (this.forgetting = null));
  }
}

/** Merges the later decisions of one message into its saved text, and notes what counts for each. */
function settle<D extends Decision>(
  row: DecisionRow,
  later: readonly D[],
  merge: Merge<D>,
  counted: Map<D, Counted>,
): Swap {
  let { decided } = row;
  for (const decision of later) {
    const isConflict = decision.content !== row.content;
    if (!isConflict) decided = merge(decided, decision);
    counted.set(decision, isConflict ? { is: 'conflict' } : { is: 'remembered', decided });
  }
  return { message: row.message, held: row.decided, decided };
}

function grouped<D extends Decision>(decisions: readonly D[]): Map<string, D[]> {
  const groups = new Map<string, D[]>();
  for (const decision of decisions) {
    const group = groups.get(decision.message);
    if (group === undefined) groups.set(decision.message, [decision]);
    else group.push(decision);
  }
  return groups;
}

/** All pods lock the rows in one order, so that they do not deadlock. */
const sorted = <D extends Decision>(decisions: readonly D[]): DecisionRow[] =>
  inOrder(decisions.map(({ message, content, decided }) => ({ message, content, decided })));

const inOrder = (rows: DecisionRow[]): DecisionRow[] =>
  rows.length < 2 ? rows : rows.sort((one, other) => (one.message < other.message ? -1 : 1));
