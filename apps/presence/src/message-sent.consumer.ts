// Decides for each message which devices may be pushed, and announces both lists. What was decided first counts: it is written down before
// it is announced, so that a message that is read again is announced the same.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered, outgoing, Publisher, type Rejection } from '@offline-push/bus';
import { type Counted, Decisions } from '@offline-push/bus/decisions';
import { messageSent, type MessageSent, pushGated } from '@offline-push/contracts';
import { sentOf } from './gate';
import { GateStore, type Known } from './gate.store';
import { holdOf } from './hold';
import { HoldWorker } from './hold.worker';
import { countedOf, judge, type Judged, recordsOf, remembering } from './judged';
import { countDecisions } from './metrics';
import { portions } from './portions';
import { push } from './presence.flows';

@Controller()
export class MessageSentConsumer {
  constructor(
    private readonly gate: GateStore,
    private readonly holds: HoldWorker,
    private readonly decisions: Decisions,
    private readonly publisher: Publisher,
  ) {}

  @Consumes(messageSent, push)
  async handle(batch: readonly Delivered<MessageSent>[]): Promise<readonly Rejection[]> {
    const rejections: Rejection[] = [];
    for (const portion of portions(batch)) rejections.push(...(await this.decide(portion)));
    return rejections;
  }

  private async decide(messages: readonly Delivered<MessageSent>[]): Promise<Rejection[]> {
    const known = await this.gate.load(messages.map(({ event }) => event));
    const judged = await this.hold(
      messages.map((message) => judgeDelivered(message, known)),
      known,
    );
    const counted = await this.decisions.remember(judged, remembering);
    await this.publisher.publish(judged.flatMap((it, i) => outgoingOf(it, counted[i])));
    countDecisions(countingsOf(judged, counted), known.by.nowMs);
    return messages.flatMap((delivered, i) => (counted[i]?.is === 'conflict' ? [conflict(delivered)] : []));
  }

  /** Held before decided: a crash in between leaves a hold that finds its devices decided, and not a device that nobody decides. */
  private async hold(judged: Judged[], { sessions, by }: Known): Promise<Judged[]> {
    const held = judged.filter(({ gated }) => gated.held.length > 0);
    if (held.length === 0) return judged;
    const refused = await this.holds.keep(held.map((it) => ({ ...holdOf(it), dueInMs: it.gated.holdMs })));
    const atOnce = { ...by, policy: { ...by.policy, graceMs: 0 } };
    return judged.map((it) =>
      it.gated.held.length > 0 && refused.has(holdOf(it).id) ? judge(it.arrived, sessions, atOnce) : it,
    );
  }
}

function judgeDelivered(delivered: Delivered<MessageSent>, known: Known): Judged {
  const { event, record, traceparent, notes, badRecipients } = delivered;
  const sent = sentOf(event, record.timestampMs, known.by.nowMs);
  return judge({ event, sent, traceparent, notes, badRecipients }, known.sessions, known.by);
}

const outgoingOf = (judged: Judged, counted: Counted | undefined) =>
  counted === undefined || counted.is === 'conflict'
    ? []
    : recordsOf(judged, countedOf(judged, counted)).map((it) =>
        outgoing(pushGated, it, judged.arrived.traceparent),
      );

const countingsOf = (judged: readonly Judged[], counted: readonly Counted[]) =>
  judged.flatMap(({ arrived, added }, i) => {
    const { app } = arrived.event;
    const is = counted[i]?.is;
    return is === 'conflict'
      ? []
      : [{ app, sentAtMs: arrived.sent.sentAtMs, isFirst: is === 'first', added }];
  });

const conflict = (delivered: Delivered<MessageSent>): Rejection => ({
  delivered,
  reason: 'id-conflict',
  detail: `the message ${delivered.event.messageId} was decided before with other content`,
});
