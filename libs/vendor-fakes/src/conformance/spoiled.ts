// Answers that no vendor should give, and what a client has to make of each.
import type { Verdict } from '@offline-push/vendors/send';
import type { Script } from '../host/tricks';

interface Expectation {
  readonly script: Script;
  readonly verdict: Partial<Verdict>;
}

/** A spoiled answer comes after the push was taken; a refusal in front of the service before. */
export const SPOILED: Record<string, Expectation> = {
  'hangs up without an answer': { script: { do: 'close' }, verdict: unsure() },
  'answers with a web page': { script: { do: 'garbage' }, verdict: unsure() },
  'answers with nothing': { script: { do: 'empty' }, verdict: unsure() },
  'answers half a document': { script: { do: 'cut' }, verdict: unsure() },
  'answers with megabytes': { script: { do: 'huge' }, verdict: unsure('answer-too-long') },
  'compresses its answer unasked': { script: { do: 'packed' }, verdict: unsure('answer-packed') },
  'sends a header of 100 KB': { script: { do: 'big-header' }, verdict: unsure() },
  'fails behind its front': { script: { do: 'gateway', status: 500 }, verdict: unsure('http-500') },
  'redirects elsewhere': { script: { do: 'redirect' }, verdict: notSent('http-302') },
  'is overloaded, as its front says': {
    script: { do: 'gateway', status: 503 },
    verdict: notSent('http-503'),
  },
  'is overloaded, and its front says for how long': {
    script: { do: 'gateway', status: 503, retryAfter: '7' },
    verdict: { ...notSent('http-503'), retryAfterMs: 7_000 },
  },
  'has a front that says too many requests': {
    script: { do: 'gateway', status: 429, retryAfter: '2' },
    verdict: { kind: 'throttled', code: 'http-429', retryAfterMs: 2_000 },
  },
};

/** No loss for a vendor that says yes without words. */
export const WORDLESS: readonly string[] = ['empty', 'cut'];

export function unsure(code?: string): Partial<Verdict> {
  return { kind: 'unavailable', mayHaveRung: true, ...(code !== undefined && { code }) };
}
export function notSent(code?: string): Partial<Verdict> {
  return { kind: 'unavailable', mayHaveRung: false, ...(code !== undefined && { code }) };
}
