// Ended targets → push.outcome.v1, one event per message. Pure.
import { outgoing, type Outgoing } from '@offline-push/bus';
import { type Outcome, pushOutcome } from '@offline-push/contracts';
import type { ClaimedTarget, Ended, Settlement } from './target';

export interface Settled {
  target: ClaimedTarget;
  settlement: Settlement;
}

/** Parked ones are no outcome; everything else is announced exactly once, by whoever settled it. */
export function outcomesOf(settled: readonly Settled[], nowMs: number): Outgoing[] {
  const byMessage = new Map<string, { target: ClaimedTarget; outcomes: Outcome[] }>();
  for (const { target, settlement } of settled) {
    if (settlement.state === 'parked') continue;
    const of = byMessage.get(target.messageKey) ?? { target, outcomes: [] };
    of.outcomes.push(outcomeOf(target, settlement, nowMs));
    byMessage.set(target.messageKey, of);
  }
  return [...byMessage.values()].map(({ target: { app, messageId, conversation, traceparent }, outcomes }) =>
    outgoing(pushOutcome, { app, messageId, conversation, outcomes }, traceparent),
  );
}

function outcomeOf(target: ClaimedTarget, ended: Ended, nowMs: number): Outcome {
  const { targetId, user, device, session, vendor, certificateId, token, inDoubt } = target;
  const { state, code, detail, vendorMessageId, notes, deadAtMs, calledAtMs } = ended;
  return {
    targetId,
    user,
    device,
    session,
    vendor,
    certificateId,
    state,
    ...(code !== undefined && { code: clean(code, 100) }),
    ...(detail !== undefined && { detail: clean(detail, 200) }),
    ...(vendorMessageId !== undefined && { vendorMessageId: clean(vendorMessageId, 200) }),
    ...(notes !== undefined &&
      notes.length > 0 && { notes: notes.slice(0, 20).map((note) => clean(note, 200)) }),
    attempts: ended.called ? target.attempts : target.attempts - 1,
    inDoubt,
    ...(state === 'token-dead' && { token }),
    ...(state === 'token-dead' && calledAtMs !== undefined && { calledAtMs }),
    ...(state === 'token-dead' && deadAtMs !== undefined && { tokenDeadAtMs: deadAtMs }),
    endedAtMs: nowMs,
  };
}

/** A vendor's text as the contract and the database take it. */
export const clean = (text: string, maxLength: number): string =>
  text.replaceAll('\u0000', '').slice(0, maxLength).toWellFormed();
