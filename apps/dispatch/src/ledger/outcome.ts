// Turns ended targets into push.outcome.v1: one event per message, or several if a broker would refuse one as too large. Pure.
import { outgoing, type Outgoing } from '@offline-push/bus';
import { bundles, type Outcome, pushOutcome } from '@offline-push/contracts';
import { isDoubtful } from '@offline-push/vendors/catalog';
import type { Attempt, ClaimedTarget, Ended, Settlement, Target } from './target';

export interface Settled {
  target: ClaimedTarget;
  settlement: Settlement;
  /** The vendor call that led to it, if one did. */
  attempt?: Attempt;
}

/** So many always fit into one record: an outcome takes at most 31 kB, with twenty long notes and a dead token. */
const FEW_OUTCOMES = 20;
/** The contract's limit for `notes`. */
const MAX_NOTES = 20;

/** Parked targets have no outcome. All others are announced once, by the process that settles them. */
export function outcomesOf(settled: readonly Settled[], nowMs: number): Outgoing[] {
  const byMessage = new Map<string, { target: ClaimedTarget; outcomes: Outcome[] }>();
  for (const { target, settlement } of settled) {
    if (settlement.state === 'parked') continue;
    const of = byMessage.get(target.messageKey) ?? { target, outcomes: [] };
    of.outcomes.push(outcomeOf(target, settlement, nowMs));
    byMessage.set(target.messageKey, of);
  }
  return [...byMessage.values()].flatMap(
    ({ target: { app, messageId, conversation, sentAtMs, traceparent }, outcomes }) => {
      const message = { app, messageId, conversation, ...(sentAtMs !== undefined && { sentAtMs }) };
      return bundles(outcomes, { fewRows: FEW_OUTCOMES }).map((bundle) =>
        outgoing(pushOutcome, { ...message, outcomes: bundle }, traceparent),
      );
    },
  );
}

/** What was cut when the message arrived, then what the vendor could not do. */
function notesOf(target: ClaimedTarget, ended: Ended): { notes?: string[] } {
  const notes = [...(target.notes ?? []), ...(ended.notes ?? [])];
  return notes.length === 0 ? {} : { notes: notes.slice(0, MAX_NOTES).map((note) => clean(note, 200)) };
}

/** The vendor found fault with the token: it is dead, or the certificate is the wrong one for it. */
export const blamesToken = ({ vendor }: Pick<Target, 'vendor'>, { state, code }: Settlement): boolean =>
  state === 'token-dead' || (state === 'refused' && isDoubtful(vendor, code));

function outcomeOf(target: ClaimedTarget, ended: Ended, nowMs: number): Outcome {
  const { targetId, user, device, session, vendor, certificateId, token, inDoubt } = target;
  const { state, code, detail, vendorMessageId, deadAtMs, calledAtMs } = ended;
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
    ...notesOf(target, ended),
    attempts: ended.takesAttemptBack ? target.attempts - 1 : target.attempts,
    inDoubt,
    ...(blamesToken(target, ended) && { token }),
    ...(blamesToken(target, ended) && calledAtMs !== undefined && { calledAtMs }),
    ...(state === 'token-dead' && deadAtMs !== undefined && { tokenDeadAtMs: deadAtMs }),
    endedAtMs: nowMs,
  };
}

/** Cuts a vendor's text to what the contract and the database take: no NUL, well-formed, at most `maxLength` characters. */
export const clean = (text: string, maxLength: number): string =>
  text.replaceAll('\u0000', '').slice(0, maxLength).toWellFormed();
