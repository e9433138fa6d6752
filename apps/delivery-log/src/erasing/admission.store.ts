// Asks, for what is about to be written, which apps keep fewer days and who was erased. Whoever writes holds the lock for as long as its
// transaction takes, and whoever begins an erasure or changes the days waits for those: so nothing is written behind their backs.
import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '@offline-push/service-kit';
import type { Part } from '../book/part';
import { admitted, type Erased, isKeptBy, namesIn, type Rule, whoOf } from './admission';

const LOCK = `hashtext('offline-push.delivery-log.admission')`;
const SHARE = sql('share-admission', `select pg_advisory_xact_lock_shared(${LOCK})`);
const HOLD = sql('hold-admission', `select pg_advisory_xact_lock(${LOCK})`);
const RULES = sql(
  'admission-rules',
  `select a.app, k.keep_days as "keepDays", exists (select 1 from erasure e where e.app = a.app) as "hasErased"
   from unnest($1::text[]) as a (app) left join app_keeping k on k.app = a.app`,
);
const ERASED = sql(
  'admission-erased',
  `select who, max(until_ms)::float8 as "untilMs" from erasure where who = any($1::text[]) group by who`,
);

@Injectable()
export class AdmissionStore {
  /** Of whoever writes. */
  async share(tx: Tx): Promise<void> {
    await tx.query(SHARE, []);
  }

  /** Of whoever changes what may be written. */
  async hold(tx: Tx): Promise<void> {
    await tx.query(HOLD, []);
  }

  async admit(parts: readonly Part[], today: number, tx: Tx): Promise<Part[]> {
    await this.share(tx);
    const apps = [...new Set(parts.map(({ story }) => story.app))];
    const rules = new Map((await tx.query<Rule>(RULES, [apps])).map((rule) => [rule.app, rule]));
    const kept = parts.filter(({ story, day }) =>
      isKeptBy(rules.get(story.app) ?? { keepDays: null }, day, today),
    );
    const concerned = kept.filter(({ story }) => rules.get(story.app)?.hasErased === true);
    if (concerned.length === 0) return kept;
    const erased = await this.erased(
      concerned.flatMap((part) => namesIn(part).map((name) => whoOf(part.story.app, name))),
      tx,
    );
    return erased.size === 0 ? kept : kept.flatMap((part) => admitted(part, erased) ?? []);
  }

  /** Of users of these apps, until when they were erased. Names are hashed only of apps where somebody was. */
  async erasedAmong(users: readonly { app: string; user: string }[], tx: Tx): Promise<Erased> {
    await this.share(tx);
    const rules = await tx.query<Rule>(RULES, [[...new Set(users.map(({ app }) => app))]]);
    const apps = new Set(rules.flatMap(({ app, hasErased }) => (hasErased ? app : [])));
    const concerned = users.filter(({ app }) => apps.has(app));
    return concerned.length === 0
      ? new Map()
      : this.erased(
          concerned.map(({ app, user }) => whoOf(app, user)),
          tx,
        );
  }

  async erased(who: readonly string[], tx: Tx): Promise<Erased> {
    const rows = await tx.query<{ who: string; untilMs: number }>(ERASED, [[...new Set(who)]]);
    return new Map(rows.map(({ who: hash, untilMs }) => [hash, untilMs]));
  }
}
