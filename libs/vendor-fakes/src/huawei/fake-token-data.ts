// What Huawei keeps of a token, for a sender that asks for it or has it erased: `token:query` and `token:delete` of v1. The answers to a
// wrong request are assumptions: the pages name no codes of their own.
import { createHash } from 'node:crypto';
import type { FakeAnswer } from '../host/vendor-fake';
import { type Answering, type Problem, pushAnswer } from './fake-answers';
import { textIn } from './fake-message';
import type { SideCall } from './fake-request';
import { sorted } from './fake-tokens';
import type { Topics } from './fake-topics';

const SUCCESS: Problem = { code: '80000000', msg: 'success' };
const NO_TOKEN: Problem = { code: '80100001', msg: 'token is null' };

export interface Keeper {
  readonly topics: Topics;
  readonly answering: Answering;
}

export function tokenQuery({ body }: SideCall, { topics, answering }: Keeper): FakeAnswer {
  const token = textIn(body, 'token') ?? '';
  const problem = problemOf(token);
  if (problem !== undefined) return pushAnswer(problem, answering);
  const kept = { aaId: aaIdOf(token), topics: topics.listOf(token).map(({ name }) => name) };
  return pushAnswer(SUCCESS, answering, 0, kept);
}

/** The token itself stays good: only a phone gives that up. */
export function tokenDelete({ body }: SideCall, { topics, answering }: Keeper): FakeAnswer {
  const token = textIn(body, 'token') ?? '';
  const problem = problemOf(token);
  if (problem !== undefined) return pushAnswer(problem, answering);
  for (const { name } of topics.listOf(token)) topics.unsubscribe(name, token);
  return pushAnswer(SUCCESS, answering);
}

const problemOf = (token: string): Problem | undefined =>
  token === '' ? NO_TOKEN : sorted([token], 'v1').problem;

/** The same of a token whenever it is asked. */
const aaIdOf = (token: string): string => createHash('sha256').update(token).digest('hex').slice(0, 32);
