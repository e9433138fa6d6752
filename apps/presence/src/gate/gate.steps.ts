// Loads what the gate needs to judge: the recipients' sessions, the time, the policy, and when the gate was started for the first time.
import { Injectable } from '@nestjs/common';
import { Clock } from '@offline-push/service-kit';
import type { SessionsByUser } from '../sessions/session';
import type { Gatekeeping } from './gate';
import { GateStartStore } from './gate-start.store';
import { Policy } from '../policy';
import { SessionStore } from '../sessions/session.store';

export interface Known {
  sessions: SessionsByUser;
  by: Gatekeeping;
}

@Injectable()
export class GateSteps {
  constructor(
    private readonly start: GateStartStore,
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  async load(messages: readonly { app: string; recipients: readonly string[] }[]): Promise<Known> {
    const startedAtMs = await this.start.find();
    const sessions = await this.sessions.findByUsers(recipientsOf(messages));
    return { sessions, by: { policy: this.policy, nowMs: this.clock.nowMs(), startedAtMs } };
  }
}

function* recipientsOf(
  messages: readonly { app: string; recipients: readonly string[] }[],
): Iterable<{ app: string; user: string }> {
  for (const { app, recipients } of messages) for (const user of recipients) yield { app, user };
}
