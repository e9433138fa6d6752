// Keeps what is known about sessions up to date and announces each change of a public status.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered, outgoing, Publisher } from '@offline-push/bus';
import { presenceChanged, sessionChanged, type SessionChanged } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { announcementsOf } from './announcement';
import { AnnouncementStore } from './announcement.store';
import { Policy } from './policy';
import { state } from './presence.flows';
import { compact } from './session';
import { sessionFact } from './session-fact';
import { SessionStore } from './session.store';

@Controller()
export class SessionChangedConsumer {
  constructor(
    private readonly sessions: SessionStore,
    private readonly announcements: AnnouncementStore,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  /** Saved before announced, announced before noted: whatever crashes in between happens again when the slice is read again. */
  @Consumes(sessionChanged, state)
  async handle(batch: readonly Delivered<SessionChanged>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    const facts = batch.map(({ event, record }) => sessionFact(event, record.timestampMs, nowMs));
    const known = await this.sessions.save(compact(facts));
    const changed = announcementsOf(known, this.policy, nowMs);
    if (changed.length === 0) return;
    await this.publisher.publish(changed.map((event) => outgoing(presenceChanged, event)));
    await this.announcements.save(changed);
  }
}
