// What clients ask of Huawei beside pushing: topics (sheet, 3.2), taking a notification back, checking an image (3.3), what is kept of a
// token.
import { Value } from '@sinclair/typebox/value';
import type { Phones } from '../host/phones';
import type { FakeAnswer } from '../host/vendor-fake';
import { type Answering, type Problem, pushAnswer } from './fake-answers';
import { textIn } from './fake-message';
import type { SideCall } from './fake-request';
import { between, tokenCount } from './fake-rules';
import { tokenDelete, tokenQuery } from './fake-token-data';
import { sorted } from './fake-tokens';
import type { Topics } from './fake-topics';

const SUCCESS: Problem = { code: '80000000', msg: 'Success' };
const TOPIC_WORDS: Record<string, string> = {
  '82000007': 'invalid topic',
  '82000008': 'tokens are null or too many',
  '82000009': 'over 2000 topics',
};
const IMAGE_LIFE_SECONDS = 86_400;
const CHECKS_A_MINUTE = 60;
const NotifyId = between(0, 2_147_483_647);

export interface Desk {
  readonly topics: Topics;
  readonly phones: Phones;
  readonly images: CheckedImages;
  readonly answering: Answering;
}

export class CheckedImages {
  /** Found fine. */
  readonly fine = new Set<string>();
  private minute = 0;
  private count = 0;

  mayCheck(nowMs: number): boolean {
    const minute = Math.floor(nowMs / 60_000);
    this.count = minute === this.minute ? this.count + 1 : 1;
    this.minute = minute;
    return this.count <= CHECKS_A_MINUTE;
  }
}

export function sideAnswer(call: SideCall, desk: Desk): FakeAnswer {
  switch (call.action) {
    case 'topic:subscribe':
    case 'topic:unsubscribe':
      return topicChange(call, desk);
    case 'topic:list':
      return topicList(call, desk);
    case 'messages:revoke':
      return revoke(call, desk);
    case 'images:verify':
      return verify(call, desk);
    case 'token:query':
      return tokenQuery(call, desk);
    case 'token:delete':
      return tokenDelete(call, desk);
  }
}

function topicChange({ action, body }: SideCall, { topics, answering }: Desk): FakeAnswer {
  const { topic, tokenArray } = body ?? {};
  const problem = topics.problemOf(topic, tokenArray);
  if (problem !== undefined) {
    const told = { successCount: 0, failureCount: 0, errors: [] };
    return pushAnswer({ code: problem, msg: TOPIC_WORDS[problem] ?? '' }, answering, 0, told);
  }
  const tokens = (tokenArray as unknown[]).map(String);
  const living = new Set(sorted(tokens, 'v1').living);
  for (const token of living) {
    if (action === 'topic:subscribe') topics.subscribe(String(topic), token, answering.nowMs);
    else topics.unsubscribe(String(topic), token);
  }
  const errors = tokens.flatMap((token, index) =>
    living.has(token) ? [] : [{ index, reason: 'invalid token' }],
  );
  const told = { successCount: tokens.length - errors.length, failureCount: errors.length, errors };
  const some = { code: '82000010', msg: 'some tokens are wrong' };
  return pushAnswer(errors.length === 0 ? SUCCESS : some, answering, 0, told);
}

function topicList({ body }: SideCall, { topics, answering }: Desk): FakeAnswer {
  const token = textIn(body, 'token');
  return token
    ? pushAnswer(SUCCESS, answering, 0, { topics: topics.listOf(token) })
    : pushAnswer({ code: '82000011', msg: 'token is null' }, answering, 0, { topics: [] });
}

/** HarmonyOS only: the phone takes the notification of this id away, if it is still there. */
function revoke({ body, pushType }: SideCall, { phones, answering }: Desk): FakeAnswer {
  const { notifyId, token } = body ?? {};
  const refused = (code: string, msg: string) => pushAnswer({ code, msg }, answering);
  if (pushType !== '0' && pushType !== '2') return refused('80100001', 'UnSupported push-type');
  if (body === undefined) return refused('80100003', 'Illegal payload, not JSON');
  if (notifyId === undefined || !Array.isArray(token)) {
    return refused('80300032', 'No permission to revoke messages');
  }
  const tokens = token.map(String);
  const count = tokenCount(tokens, 1000);
  if (count !== undefined) return pushAnswer(count, answering);
  if (!Value.Check(NotifyId, notifyId)) return refused('80100003', 'Illegal payload, notifyId');
  const { living, problem } = sorted(tokens, 'v3');
  for (const name of living) phones.recall(name, String(notifyId));
  return pushAnswer(problem ?? SUCCESS, answering);
}

function verify({ body, pushType }: SideCall, { images, answering }: Desk): FakeAnswer {
  const address = textIn(body, 'imageUrl');
  const said = (code: string, msg: string, more = {}) => pushAnswer({ code, msg }, answering, 0, more);
  if (pushType !== undefined && !/^(0|1|2|7)$/.test(pushType)) return said('83010007', 'push-type is wrong');
  if (!address) return said('83010003', 'imageUrl is empty');
  if (!images.mayCheck(answering.nowMs)) return said('83010002', 'over 60 a minute');
  if (!/^https:\/\/[^/\s]/.test(address)) return said('83010005', 'image cannot be downloaded');
  if (/\.(gif|webp|svg)(\?|$)/i.test(address)) return said('83010004', 'image type is not supported');
  images.fine.add(address);
  return said('83010000', 'Success', {
    downloadUrl: address,
    expireTime: Math.floor(answering.nowMs / 1000) + IMAGE_LIFE_SECONDS,
  });
}
