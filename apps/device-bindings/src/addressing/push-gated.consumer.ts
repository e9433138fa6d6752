// Takes push.gated.v1, finds the token of each device, publishes push.addressed.v1. An earlier decision about the same message counts.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered, outgoing, Publisher, type Rejection } from '@offline-push/bus';
import { type Counted, Decisions } from '@offline-push/bus/decisions';
import { type PushAddressed, pushAddressed, pushGated, type PushGated } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { decide } from './address';
import { AddressStore } from './address.store';
import { decidedFor, decisionOf, mergedText } from './decided';
import { pushFlow } from '../device-bindings.flows';
import { sessionIdOf, type SessionKey } from '../facts/facts';
import { countAddressed } from '../metrics';
import { recordsOf } from './records';

@Controller()
export class PushGatedConsumer {
  constructor(
    private readonly bindings: AddressStore,
    private readonly decisions: Decisions,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {}

  @Consumes(pushGated, pushFlow)
  async handle(batch: readonly Delivered<PushGated>[]): Promise<readonly Rejection[]> {
    const pushes = batch.filter(({ event }) => event.onward.length > 0);
    if (pushes.length === 0) return [];
    const known = await this.bindings.knownOf(sessionsOf(pushes));
    const nowMs = this.clock.nowMs();
    const decisions = pushes.map(({ event }) => decisionOf(event, decide(event, known, nowMs)));
    const counted = await this.decisions.remember(decisions, mergedText);
    const addressed = pushes.map(({ event }, i) => addressedAs(event, counted[i], decisions[i]?.devices));
    await this.publisher.publish(
      addressed.flatMap((records, i) =>
        records.map((record) => outgoing(pushAddressed, record, pushes[i]?.traceparent)),
      ),
    );
    countAddressed(addressed.flat(), this.clock.nowMs());
    return pushes.flatMap((delivered, i) => conflictOf(delivered, counted[i]));
  }
}

function addressedAs(
  event: PushGated,
  counted: Counted | undefined,
  decided: ReturnType<typeof decide> | undefined,
): PushAddressed[] {
  if (counted === undefined || decided === undefined || counted.is === 'conflict') return [];
  const { onward, stopped } = counted.is === 'first' ? decided : decidedFor(event, counted.decided);
  return recordsOf(event, onward, stopped);
}

const conflictOf = (delivered: Delivered<PushGated>, counted: Counted | undefined): Rejection[] =>
  counted?.is === 'conflict'
    ? [{ delivered, reason: 'id-conflict', detail: 'the same message came with other content before' }]
    : [];

/** The sessions of these pushes, each once. */
function sessionsOf(batch: readonly Delivered<PushGated>[]): SessionKey[] {
  const sessions = new Map<string, SessionKey>();
  for (const { event } of batch)
    for (const { user, device, session } of event.onward) {
      const key = { app: event.app, user, device, session };
      sessions.set(sessionIdOf(key), key);
    }
  return [...sessions.values()];
}
