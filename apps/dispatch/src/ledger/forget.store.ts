// Deletes old rows. Target ids are kept longer than any message lives, so that a topic that is read again rings nobody. Withdrawals are
// kept twice as long, because a session may end right before its last message is addressed.
import { Injectable } from '@nestjs/common';
import { MAX_LIFETIME_SECONDS } from '@offline-push/contracts';
import { Database, Portion, sql } from '@offline-push/service-kit';

const PORTION = 10_000;
const FORGET_TARGETS = sql(
  'forget-targets',
  `delete from target where ctid = any (array(
     select ctid from target where expires_at < now() - $1::integer * interval '1 second'
       and state not in ('waiting', 'claimed', 'parked') limit $2))`,
);
const FORGET_MESSAGES = sql(
  'forget-messages',
  `delete from message where ctid = any (array(
     select ctid from message m where expires_at < now() - $1::integer * interval '1 second'
       and not exists (select 1 from target t where t.message_key = m.message_key and t.expires_at = m.expires_at
         and t.state in ('waiting', 'claimed', 'parked')) limit $2))`,
);
const FORGET_WITHDRAWALS = sql(
  'forget-withdrawals',
  `delete from withdrawal where ctid = any (array(
     select ctid from withdrawal where saved_at < now() - 2 * $1::integer * interval '1 second' limit $2))`,
);
/** Deleted in the order of the logins, so that of two sessions of a device the older one goes first. */
const FORGET_LOGINS = sql(
  'forget-session-logins',
  `delete from session_login where ctid = any (array(
     select ctid from session_login where login_at_ms < (extract(epoch from now()) - 2 * $1::integer) * 1000 limit $2))`,
);
const FORGET_DEAD_TOKENS = sql(
  'forget-dead-tokens',
  `delete from dead_token where ctid = any (array(
     select ctid from dead_token where saved_at < now() - $1::integer * interval '1 second' limit $2))`,
);

@Injectable()
export class ForgetStore {
  private readonly portion = new Portion(PORTION);

  constructor(private readonly database: Database) {}

  /** Deletes a bounded number of rows of each table. */
  async forget(): Promise<void> {
    for (const statement of [
      FORGET_TARGETS,
      FORGET_MESSAGES,
      FORGET_WITHDRAWALS,
      FORGET_LOGINS,
      FORGET_DEAD_TOKENS,
    ]) {
      await this.portion.run((size) => this.database.query(statement, [MAX_LIFETIME_SECONDS, size]));
    }
  }
}
