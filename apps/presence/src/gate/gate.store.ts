// Loads what the gate needs to judge: the recipients' sessions, the time, the policy, and when the gate was started for the first time.
import { Injectable } from '@nestjs/common';
import { Clock, Database, sql } from '@offline-push/service-kit';
import type { SessionsByUser } from '../sessions/session';
import type { Gatekeeping } from './gate';
import { Policy } from '../policy';
import { SessionStore } from '../sessions/session.store';

const STARTED = sql(
  'gate-started',
  `select floor(extract(epoch from started_at) * 1000)::float8 as "startedAtMs" from gate_start`,
);

export interface Known {
  sessions: SessionsByUser;
  by: Gatekeeping;
}

@Injectable()
export class GateStore {
  private startedAtMs: number | undefined;

  constructor(
    private readonly database: Database,
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  async load(messages: readonly { app: string; recipients: readonly string[] }[]): Promise<Known> {
    const startedAtMs = (this.startedAtMs ??= await this.firstStart());
    const sessions = await this.sessions.findByUsers(recipientsOf(messages));
    return { sessions, by: { policy: this.policy, nowMs: this.clock.nowMs(), startedAtMs } };
  }

  private async firstStart(): Promise<number> {
    const [row] = await this.database.query<{ startedAtMs: number }>(STARTED, []);
    return row?.startedAtMs ?? 0;
  }
}

function* recipientsOf(
  messages: readonly { app: string; recipients: readonly string[] }[],
): Iterable<{ app: string; user: string }> {
  for (const { app, recipients } of messages) for (const user of recipients) yield { app, user };
}
