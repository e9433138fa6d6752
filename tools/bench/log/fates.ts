// What becomes of a phone: each box of the ledger, each kind of call, and receipts, in the shares of a working platform. Pure.
/* eslint-disable @nx/enforce-module-boundaries -- the stories are those of delivery-log: their shape is its own */
import type { AddressReason, GateReason, OutcomeState, VerdictKind } from '@offline-push/contracts';
import type { Attempt, Device } from '../../../apps/delivery-log/src/story/story';
import type { Dice } from './dice';
import type { Phone } from './people';

export interface Fate {
  dice: Dice;
  sentAtMs: number;
  targetId: string;
  vendorMessageId: string;
  carried: number;
  /** Of a group more are connected. */
  isOfGroup: boolean;
}

const GATE: readonly GateReason[] = ['online', 'seen-since', 'logged-out', 'not-pushable', 'out-of-reach'];
const ADDRESSING: readonly AddressReason[] = ['no-binding', 'push-off', 'token-dead', 'token-moved'];
const WAITING: readonly VerdictKind[] = ['throttled', 'unavailable'];
const HOUR_MS = 3_600_000;
const VERDICTS: Partial<Record<OutcomeState, VerdictKind>> = {
  accepted: 'accepted',
  'token-dead': 'token-dead',
  refused: 'refused',
};
const WORDS: Partial<Record<OutcomeState | VerdictKind, { code: string; says: string }>> = {
  'token-dead': { code: '20301', says: 'invalid regid' },
  refused: { code: '21305', says: 'the vendor refused the payload' },
  throttled: { code: '200002', says: 'exceed qps limit' },
  unavailable: { code: 'no-answer', says: 'no answer within 10 s' },
};

export function befall(told: Device, phone: Phone, fate: Fate): void {
  const { dice, sentAtMs, isOfGroup } = fate;
  const share = dice.next();
  const atMs = sentAtMs + 3 + dice.below(12);
  if (share < (isOfGroup ? 0.4 : 0.08)) return void (told.gateStop = { reason: dice.of(GATE), atMs });
  told.session = phone.session;
  told.gatedAtMs = atMs;
  if (share > 0.999) return;
  if (share > 0.97) return void (told.addressStop = { reason: dice.of(ADDRESSING), atMs: atMs + 4 });
  const { vendor, certificateId, tokenHash } = phone;
  told.address = { atMs: atMs + 4, targetId: fate.targetId, vendor, certificateId, tokenHash };
  if (share < 0.969) call(told, phone, fate);
}

function call(told: Device, phone: Phone, fate: Fate): void {
  const { dice, sentAtMs, targetId, vendorMessageId } = fate;
  const state = stateOf(dice.next());
  const waits = state === 'expired' ? 3 + dice.below(12) : dice.next() < 0.05 ? 1 + dice.below(2) : 0;
  const calls: Attempt[] = [];
  for (let i = 0; i <= waits; i++) calls.push(attemptOf(i, waits, phone, fate, state));
  told.attempts = state === 'withdrawn' ? [] : calls;
  const last = calls.at(-1);
  const atMs = (last?.atMs ?? sentAtMs) + (last?.tookMs ?? 0) + 2;
  const { vendor, certificateId } = phone;
  const words = WORDS[state];
  told.outcome = {
    atMs,
    state,
    targetId,
    vendor,
    certificateId,
    attempts: told.attempts.length,
    inDoubt: state === 'unconfirmed' ? 1 : 0,
    code: words?.code,
    detail: words?.says,
    vendorMessageId: state === 'accepted' ? vendorMessageId : undefined,
  };
  if (state === 'accepted') receive(told, atMs, dice);
}

function stateOf(share: number): OutcomeState {
  if (share < 0.88) return 'accepted';
  if (share < 0.92) return 'token-dead';
  if (share < 0.95) return 'refused';
  if (share < 0.98) return 'expired';
  return share < 0.99 ? 'withdrawn' : 'unconfirmed';
}

// Plain literals: ten million of them are made.
function attemptOf(i: number, waits: number, phone: Phone, fate: Fate, end: OutcomeState): Attempt {
  const { dice, sentAtMs, carried, vendorMessageId } = fate;
  const atMs = sentAtMs + 40 + i * 5_000 + dice.below(60);
  const isLast = i === waits && end !== 'expired';
  const nextAtMs = isLast ? undefined : atMs + 5_000;
  const verdict = isLast ? (VERDICTS[end] ?? 'unavailable') : dice.of(WAITING);
  const words = WORDS[verdict];
  return {
    number: i + 1,
    atMs,
    tookMs: 20 + dice.below(80),
    certificateId: phone.certificateId,
    version: 3,
    carried,
    lane: nextAtMs === undefined ? { state: 'open' } : { state: 'throttled', untilMs: nextAtMs },
    verdict,
    code: words?.code,
    says: words?.says,
    vendorMessageId: verdict === 'accepted' ? vendorMessageId : undefined,
    nextAtMs,
  };
}

function receive(told: Device, atMs: number, dice: Dice): void {
  if (dice.next() > 0.6) return;
  const arrivedAtMs = atMs + 100 + dice.below(20_000);
  told.receipts.push({ event: 'arrived', atMs: arrivedAtMs });
  if (dice.next() < 0.2) told.receipts.push({ event: 'clicked', atMs: arrivedAtMs + dice.below(HOUR_MS) });
}
