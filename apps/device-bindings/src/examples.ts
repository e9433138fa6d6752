// A small world for tests: two users, three phones, two certificates. Times are small numbers, so that a table can be read.
import type { Certificate, EndCause, SessionKey } from './facts';
import { plainReport, tokenReport } from './facts';
import { Known } from './known';
import { type Fact, Rebinding, type RefusalCause } from './rebind';

export const NOW_MS = 1_000;

export const bob: SessionKey = { app: 'demo', user: 'bob', device: 'bobs-phone', session: 'bob-1' };
export const bobAgain: SessionKey = { ...bob, session: 'bob-2' };
export const bobsTablet: SessionKey = { ...bob, device: 'bobs-tablet', session: 'bob-t' };
/** On the phone that was Bob's. */
export const carol: SessionKey = { app: 'demo', user: 'carol', device: 'bobs-phone', session: 'carol-1' };

export const XIAOMI = 6666;
export const OTHER_APPS = 7777;

export const xiaomi: Certificate = {
  certificateId: XIAOMI,
  app: 'demo',
  vendor: 'xiaomi',
  state: 'enabled',
  effectiveAtMs: 0,
  changedAtMs: 1,
};

export const login = (key: SessionKey, atMs: number): Fact => ({
  is: 'session',
  session: { ...key, loginAtMs: atMs },
});
export const end = (key: SessionKey, atMs: number, endCause: EndCause = 'logged-out'): Fact => ({
  is: 'session',
  session: { ...key, endAtMs: atMs, endCause },
});
export const report = (key: SessionKey, token: string, atMs: number, certificateId = XIAOMI): Fact => ({
  is: 'report',
  report: tokenReport(key, certificateId, token, atMs),
  mayWait: true,
});
export const pushOff = (key: SessionKey, atMs: number): Fact => ({
  is: 'report',
  report: plainReport(key, 'push-off', atMs),
  mayWait: true,
});
export const unbound = (key: SessionKey, atMs: number): Fact => ({
  is: 'report',
  report: plainReport(key, 'unbound', atMs),
  mayWait: true,
});
export const certificate = (change: Partial<Certificate> = {}): Fact => ({
  is: 'certificate',
  certificate: { ...xiaomi, ...change },
});
export const death = (token: string, deadAtMs: number, certificateId = XIAOMI): Fact => ({
  is: 'death',
  death: { tokenHash: tokenReport(bob, certificateId, token, 0).tokenHash, deadAtMs },
});
/** The same report, after it waited long enough. */
export const overdue = (fact: Fact): Fact =>
  fact.is === 'report' ? { is: 'overdue', report: fact.report } : fact;

/** A vendor whose tokens may not contain a comma. */
export const noCommas = (_vendor: string, token: string): string | undefined =>
  token.includes(',') ? 'no commas' : undefined;

export interface Told {
  known: Known;
  /** `who change/cause[ token-less certificate]`, in order. */
  changes: string[];
  refusals: (RefusalCause | undefined)[];
  rebinding: Rebinding;
}

/** Tells the facts one after the other to somebody who knows the Xiaomi certificate. */
export function tell(facts: readonly Fact[], known = new Known({ certificates: [xiaomi] })): Told {
  const rebinding = new Rebinding(known, noCommas, NOW_MS);
  const refusals = facts.map((fact) => rebinding.take(fact));
  const changes = rebinding.changes.map((each) => `${each.session} ${each.change}/${each.cause}`);
  return { known, changes, refusals, rebinding };
}
