// Which check the calls and the end of a target point to: by a code of ours, by what the vendor's code means, or by the verdict. Pure.
import {
  type Advice,
  CHECKS,
  type CheckId,
  CODE_CHECKS,
  OUTCOME,
  type OutcomeState,
  reasonOfCode,
  told,
  type VerdictKind,
  VERDICTS,
} from '@offline-push/contracts';
import { entryNamed, isDoubtful, meaningOfCode } from '@offline-push/vendors/catalog';
import type { Device } from '../story/story';
import { fail, type Found, pass, timeOf, words } from './finding';
import type { Known } from './known';

export interface Blame {
  readonly check: CheckId;
  readonly found: Found;
}

/** Undefined: the vendor took it, or nobody has called yet. */
export function blameOf({ device }: Pick<Known, 'device'>): Blame | undefined {
  const last = lastOf(device);
  if (last === undefined) return undefined;
  const { vendor, code, kind, says, atMs, isOver } = last;
  const check = checkOf(vendor, code, kind);
  const means = meaningOfCode(vendor, code, kind);
  const what = isOver ? OUTCOME[kind as OutcomeState]?.means : VERDICTS[kind as VerdictKind];
  const at = timeOf(atMs);
  const evidence = words(
    code === undefined
      ? told('ended', { kind, at })
      : told('ended-with', { kind, at, words: words(code, says) }),
    means === undefined ? what : told('vendor-means', { vendor, code: String(code), means }),
  );
  return { check, found: fail(evidence, remedyOf(check, code, kind)) };
}

interface Last {
  vendor: string;
  code: string | undefined;
  says: string | undefined;
  /** State of the end, or verdict of the last call. */
  kind: string;
  atMs: number;
  isOver: boolean;
}

function lastOf(device: Device | undefined): Last | undefined {
  const { outcome, address } = device ?? {};
  if (outcome !== undefined) {
    const { state: kind, vendor, code, detail: says, atMs } = outcome;
    return kind === 'accepted' ? undefined : { vendor, code, says, kind, atMs, isOver: true };
  }
  const call = device?.attempts.at(-1);
  if (call === undefined || call.verdict === 'accepted') return undefined;
  const { verdict: kind, code, says, atMs } = call;
  return { vendor: address?.vendor ?? '', code, says, kind, atMs, isOver: false };
}

function checkOf(vendor: string, code: string | undefined, kind: string): CheckId {
  const own = code === undefined ? undefined : (CODE_CHECKS as { [code: string]: CheckId | undefined })[code];
  if (own !== undefined) return own;
  if (isDoubtful(vendor, code)) return 'environment';
  const known = entryNamed(vendor)?.codes.find((one) => String(one.code) === code);
  // An end says what became of the target; the code's ruling says why it waited until then.
  const verdict = kind === 'expired' ? (known?.ruling.kind ?? kind) : kind;
  if (verdict === 'throttled') return 'quota';
  if (verdict === 'credential-broken') return 'credential';
  if (verdict === 'refused' && known !== undefined) return ofWords(known.means);
  return 'accepted';
}

/** The tables of the vendors' codes are ours, and say what is wrong in few words. */
function ofWords(means: string): CheckId {
  if (/channel|categor|template/i.test(means)) return 'channel';
  if (/too (long|large|big)|length|size/i.test(means)) return 'length';
  return /click|intent|url\b/i.test(means) ? 'click' : 'accepted';
}

function remedyOf(check: CheckId, code: string | undefined, kind: string): Advice {
  const own = reasonOfCode(code);
  if (own !== undefined) return own;
  return check === 'accepted'
    ? ((OUTCOME as { readonly [state: string]: Advice | undefined })[kind] ?? CHECKS.accepted.fails)
    : CHECKS[check].fails;
}

/** Undefined: neither do the calls point to this check, nor did the vendor take it. */
export function byCalls(id: CheckId, known: Known): Found | undefined {
  const { outcome } = known.device ?? {};
  if (outcome?.state === 'accepted') return pass(told('taken-at', { at: timeOf(outcome.atMs) }));
  const blame = blameOf(known);
  return blame?.check === id ? blame.found : undefined;
}

/** Times that the vendor was called. */
export const callsOf = ({ device }: Known): number =>
  Math.max(device?.attempts.at(-1)?.number ?? 0, device?.outcome?.attempts ?? 0);
