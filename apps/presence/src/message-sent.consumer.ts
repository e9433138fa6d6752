// Decides for each message which devices may be pushed, and announces both lists. Decisions are not stored: a message that is read
// again is decided again, under the same ids.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered, outgoing, Publisher } from '@offline-push/bus';
import { messageSent, type MessageSent, pushGated } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { toldByDoor } from './at-the-door';
import { gate } from './gate';
import { countDecisions } from './metrics';
import { Policy } from './policy';
import { portions } from './portions';
import { push } from './presence.flows';
import { factTime } from './session-fact';
import { SessionStore } from './session.store';

@Controller()
export class MessageSentConsumer {
  constructor(
    private readonly sessions: SessionStore,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  @Consumes(messageSent, push)
  async handle(batch: readonly Delivered<MessageSent>[]): Promise<void> {
    for (const portion of portions(batch)) await this.decide(portion);
  }

  private async decide(messages: readonly Delivered<MessageSent>[]): Promise<void> {
    const sessions = await this.sessions.findByUsers(recipientsOf(messages));
    const nowMs = this.clock.nowMs();
    const decisions = messages.map(({ event, record, traceparent, notes, badRecipients }) => {
      const sentAtMs = factTime(event.sentAtMs, record.timestampMs, nowMs);
      const pushes = gate(event, sentAtMs, sessions, this.policy, nowMs);
      const door = { saidAtMs: event.sentAtMs, notes, badRecipients };
      return { pushes: toldByDoor(pushes, door), traceparent };
    });
    await this.publisher.publish(
      decisions.flatMap(({ pushes, traceparent }) =>
        pushes.map((it) => outgoing(pushGated, it, traceparent)),
      ),
    );
    countDecisions(decisions, this.clock.nowMs());
  }
}

function* recipientsOf(messages: readonly Delivered<MessageSent>[]): Iterable<{ app: string; user: string }> {
  for (const { event } of messages) for (const user of event.recipients) yield { app: event.app, user };
}
