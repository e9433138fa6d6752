// Saves what events say about sessions. The announcer tells listeners of it, because the gate must not wait for them.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { sessionChanged, type SessionChanged } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { announcementsOf } from '../telling/announcement';
import { AnnouncerWorker } from '../telling/announcer.worker';
import { sessionsRefused } from '../metrics';
import { Policy } from '../policy';
import { stateFlow } from '../presence.flows';
import { compact, isRefused, type KnownSession, type Session, sessionKeyOf } from './session';
import { sessionFact } from './session-fact';
import { SessionStore } from './session.store';

@Controller()
export class SessionChangedConsumer {
  constructor(
    private readonly sessions: SessionStore,
    private readonly announcer: AnnouncerWorker,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  @Consumes(sessionChanged, stateFlow)
  async handle(batch: readonly Delivered<SessionChanged>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    const facts = batch.map(({ event, record }) => sessionFact(event, record, nowMs));
    const known = await this.sessions.save(compact(facts), nowMs);
    this.announcer.tell(known.filter((it) => announcementsOf([it], this.policy, nowMs).length > 0));
    countRefused(facts, known);
  }
}

/** Counts logins and signs of life that came after the end of their session. */
function countRefused(facts: readonly Session[], known: readonly KnownSession[]): void {
  const ended = new Map(known.filter(isRefused).map((it) => [sessionKeyOf(it), it.endedAtMs]));
  if (ended.size === 0) return;
  for (const fact of facts)
    if (fact.activeAtMs > (ended.get(sessionKeyOf(fact)) ?? Infinity)) sessionsRefused.inc({ app: fact.app });
}
