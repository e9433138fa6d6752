// Publishes presence.changed.v1. It works beside the flows, because a topic that only listeners read must never hold the gate (P15). The
// rows say what is still to be told, so a crash loses nothing. One portion at a time keeps the order of a session. If two pods tell of one
// session at the same time, the row is looked at again, so that the last announcement is the true one.
import { setTimeout as delay } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { outgoing, Publisher } from '@offline-push/bus';
import { presenceChanged } from '@offline-push/contracts';
import { Clock, Rounds } from '@offline-push/service-kit';
import { announcementsOf } from './announcement';
import { AnnouncementStore, type Told } from './announcement.store';
import { Policy } from '../policy';
import { isRefused, type KnownSession, sessionKeyOf } from '../sessions/session';
import { statusOf } from '../sessions/status';

/** So many sessions may wait in memory; others are found in the table a minute later. */
const MAX_WAITING = 20_000;
const PORTION = 500;
/** Wait after a failure. Before it fails, the publisher itself tries for half a minute. */
const AGAIN_MS = 500;
const LEFT_EVERY_MS = 5_000;

@Injectable()
export class AnnouncerWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Announcer');
  private readonly rounds = new Rounds('announcements-left', LEFT_EVERY_MS, () => this.takeLeft());
  private readonly waiting = new Map<string, KnownSession>();
  private readonly stopping = new AbortController();
  private telling: Promise<void> | null = null;
  private isFailing = false;

  constructor(
    private readonly announcements: AnnouncementStore,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.rounds.stop(), this.telling]);
  }

  get roomLeft(): number {
    return MAX_WAITING - this.waiting.size;
  }

  /** Takes sessions whose rows say that something is to be told. Never throws, never waits. */
  tell(sessions: readonly KnownSession[]): void {
    for (const session of sessions) {
      const key = sessionKeyOf(session);
      const held = this.waiting.get(key);
      if (held === undefined ? this.roomLeft > 0 : held.version < session.version)
        this.waiting.set(key, session);
    }
    if (this.waiting.size > 0) this.telling ??= this.tellAll().finally(() => (this.telling = null));
  }

  /** Resolves when no session waits any more, or when the process stops. */
  idle(): Promise<void> {
    return this.telling ?? Promise.resolve();
  }

  private async tellAll(): Promise<void> {
    while (this.waiting.size > 0 && !this.stopping.signal.aborted) {
      const sessions = [...this.waiting.values()].slice(0, PORTION);
      try {
        const changed = await this.announce(sessions);
        for (const session of sessions) this.forget(session);
        this.logState(false);
        this.tell(changed);
      } catch (error) {
        this.logState(true, error);
        await delay(AGAIN_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  private async announce(sessions: readonly KnownSession[]): Promise<KnownSession[]> {
    const nowMs = this.clock.nowMs();
    const changed = announcementsOf(sessions, this.policy, nowMs);
    if (changed.length > 0)
      await this.publisher.publish(changed.map((event) => outgoing(presenceChanged, event)));
    return this.announcements.save(sessions.map((it) => this.told(it, nowMs)));
  }

  private told(session: KnownSession, nowMs: number): Told {
    const { app, user, device, version } = session;
    const status = statusOf(session, this.policy, nowMs);
    const refusedAtMs = isRefused(session) ? session.activeAtMs : 0;
    return { app, user, device, session: session.session, status, refusedAtMs, version };
  }

  private forget(session: KnownSession): void {
    const key = sessionKeyOf(session);
    if (this.waiting.get(key) === session) this.waiting.delete(key);
  }

  private async takeLeft(): Promise<void> {
    while (this.roomLeft > PORTION) {
      const left = await this.announcements.claimLeft(PORTION);
      this.tell(left);
      if (left.length < PORTION) return;
    }
  }

  /** Logs each change between failing and working once. */
  private logState(isFailing: boolean, error?: unknown): void {
    if (isFailing === this.isFailing) return;
    this.isFailing = isFailing;
    if (isFailing) this.logger.warn({ event: 'announcements-wait', error: (error as Error).message });
    else this.logger.log({ event: 'announcements-resumed' });
  }
}
