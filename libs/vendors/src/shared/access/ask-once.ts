// One harmless question shows what a vendor makes of a credential.
import { type Exchange, HttpOrigin } from '../http/http';
import type { Probe } from '../../vendor';

type Answered = Extract<Exchange, { kind: 'answered' }>;

/** `vendor`: as people call it. */
export async function askOnce(
  vendor: string,
  url: string | undefined,
  ask: (origin: HttpOrigin) => Promise<Exchange>,
  judge: (answer: Answered) => Probe,
): Promise<Probe> {
  const origin = new HttpOrigin(url ?? '', 1);
  try {
    const exchange = await ask(origin);
    if (exchange.kind === 'answered') return judge(exchange);
    return { result: 'unknown', says: `${vendor} could not be asked: ${exchange.code}.` };
  } finally {
    await origin.close();
  }
}

export interface ProbeCodes {
  readonly wrong: ReadonlyMap<number, { readonly field: string; readonly says: string }>;
  readonly unknown: ReadonlyMap<number, string>;
}

/** 0 is a yes. Undefined: the answer had no code. */
export function probeOf(vendor: string, code: number | undefined, { wrong, unknown }: ProbeCodes): Probe {
  if (code === undefined) return { result: 'unknown', says: `${vendor} gave no answer that could be read.` };
  if (code === 0) return { result: 'good' };
  const found = wrong.get(code);
  if (found !== undefined) return { result: 'wrong', ...found };
  return { result: 'unknown', says: unknown.get(code) ?? `${vendor} answered with code ${code}.` };
}
