// Xiaomi's answers, word for word as far as they were seen. Business errors come with HTTP 200.
import { randomBytes } from 'node:crypto';
import type { FakeAnswer } from '../host/vendor-fake';

const DESCRIPTIONS: Record<number, string> = {
  10012: '非法请求',
  10016: '缺失必选参数',
  10017: '参数值非法',
  10020: '接口不存在',
  10021: '请求的HTTP方法不支持',
  20301: '发送消息失败',
  21301: '认证失败',
  21305: '缺少必要的参数',
  22022: '应用程序package name不合法',
};

export const errorAnswer = (code: number, reason: string, nowMs: number): FakeAnswer => ({
  status: 200,
  code: String(code),
  accepted: 0,
  body: JSON.stringify({
    result: 'error',
    reason,
    trace_id: idOf('X', nowMs),
    code,
    description: DESCRIPTIONS[code] ?? '错误',
  }),
});

export interface Sent {
  readonly accepted: number;
  readonly bad: readonly string[];
  readonly swallowed: ReadonlyMap<string, number>;
  /** Of a class that has a limit: what today allows, and what it has had. */
  readonly day: { readonly quota: number; readonly acked: number } | undefined;
  readonly nowMs: number;
}

export function okAnswer({
  accepted,
  bad,
  swallowed,
  day,
  nowMs,
}: Sent): FakeAnswer & { readonly id: string } {
  const id = idOf('s', nowMs);
  const overQuota = [...swallowed].map(([channel, count]) => `${channel}:${count}`).join(' ');
  const body = {
    result: 'ok',
    trace_id: idOf('X', nowMs),
    code: 0,
    data: {
      id,
      ...(bad.length > 0 && { bad_regids: bad.join(',') }),
      ...(overQuota && { channel_exceed_quota: overQuota }),
      ...(day && { day_quota: String(day.quota), day_acked: String(day.acked) }),
    },
    description: '成功',
    info: `Received push messages for ${accepted} regid`,
  };
  return { status: 200, code: '0', accepted, id, body: JSON.stringify(body) };
}

/** 22 characters: kind, two letters, five characters, the time without its first digit, two letters. */
const idOf = (kind: 's' | 'X', nowMs: number): string =>
  `${kind}lm${randomBytes(3).toString('hex').slice(0, 5)}${String(nowMs).slice(1)}${randomLetters()}`;

const randomLetters = (): string =>
  [...randomBytes(2)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');

/** An answer to something that is no push. */
export function plainAnswer(data: unknown, nowMs: number): FakeAnswer {
  const body = { result: 'ok', trace_id: idOf('X', nowMs), code: 0, ...(data !== undefined && { data }) };
  return { status: 200, body: JSON.stringify({ ...body, description: '成功' }), code: '0', accepted: 0 };
}
