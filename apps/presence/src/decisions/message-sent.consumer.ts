// Decides for each message which devices may be pushed, and announces both lists. The decision is saved before it is announced, and the
// first one counts: a message that Kafka delivers again is announced the same.
import { Controller } from '@nestjs/common';
import {
  Consumes,
  type Delivered,
  FeedFreshness,
  outgoing,
  Publisher,
  type Rejection,
} from '@offline-push/bus';
import { type Counted, Decisions } from '@offline-push/bus/decisions';
import { messageSent, type MessageSent, pushGated } from '@offline-push/contracts';
import { sentOf } from '../gate/gate';
import { GateSteps, type Known } from '../gate/gate.steps';
import { holdOf } from '../holds/hold';
import { HoldWorker } from '../holds/hold.worker';
import { countedOf, judge, type Judged, remembering } from './judged';
import { countDecisions } from '../metrics';
import { portions } from './portions';
import { recordsOf } from './push-records';
import { pushFlow, stateFlow } from '../presence.flows';

@Controller()
export class MessageSentConsumer {
  constructor(
    private readonly gate: GateSteps,
    private readonly holds: HoldWorker,
    private readonly decisions: Decisions,
    private readonly publisher: Publisher,
    private readonly feed: FeedFreshness,
  ) {}

  @Consumes(messageSent, pushFlow)
  async handle(batch: readonly Delivered<MessageSent>[]): Promise<readonly Rejection[]> {
    const rejections: Rejection[] = [];
    for (const portion of portions(batch)) rejections.push(...(await this.decide(portion)));
    return rejections;
  }

  private async decide(messages: readonly Delivered<MessageSent>[]): Promise<Rejection[]> {
    const { known, judged: all } = await this.judge(messages);
    const judged = await this.hold(all, known);
    const counted = await this.decisions.remember(judged, remembering);
    await this.publisher.publish(judged.flatMap((it, i) => outgoingOf(it, counted[i])));
    countDecisions(countingsOf(judged, counted), known.by.nowMs);
    return messages.flatMap((delivered, i) => (counted[i]?.is === 'conflict' ? [conflict(delivered)] : []));
  }

  /**
   * Session facts and messages come on two topics. So a device may look online only because its `disconnected`, older than the message, is
   * not read yet. If a device looks online, the session topic is read to its end, and all messages are judged again.
   */
  private async judge(
    messages: readonly Delivered<MessageSent>[],
  ): Promise<{ known: Known; judged: Judged[] }> {
    const settles = this.feed.settles(stateFlow);
    const first = await this.judgeNow(messages);
    if (!first.judged.some(looksOnline)) return first;
    await this.feed.catchUp(stateFlow);
    return this.feed.settles(stateFlow) === settles ? first : this.judgeNow(messages);
  }

  private async judgeNow(
    messages: readonly Delivered<MessageSent>[],
  ): Promise<{ known: Known; judged: Judged[] }> {
    const known = await this.gate.load(messages.map(({ event }) => event));
    return { known, judged: messages.map((message) => judgeDelivered(message, known)) };
  }

  /** Holds are saved before decisions. After a crash in between, the hold still exists; the other order would leave devices undecided. */
  private async hold(judged: Judged[], { sessions, by }: Known): Promise<Judged[]> {
    const holds = judged.map((it) =>
      it.gated.held.length > 0 ? { ...holdOf(it), dueInMs: it.gated.holdMs } : undefined,
    );
    const refused = await this.holds.keep(holds.filter((hold) => hold !== undefined));
    const atOnce = { ...by, policy: { ...by.policy, graceMs: 0 } };
    return judged.map((it, i) =>
      refused.has(holds[i]?.id ?? '') ? judge(it.arrived, sessions, atOnce) : it,
    );
  }
}

function judgeDelivered(delivered: Delivered<MessageSent>, known: Known): Judged {
  const { event, record, traceparent, notes, badRecipients } = delivered;
  const sent = sentOf(event, record.timestampMs, known.by.nowMs);
  return judge({ event, sent, traceparent, notes, badRecipients }, known.sessions, known.by);
}

const looksOnline = ({ gated }: Judged): boolean => gated.stopped.some(({ reason }) => reason === 'online');

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
