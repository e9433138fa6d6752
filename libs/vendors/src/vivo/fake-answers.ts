// vivo's answers: HTTP 200 with `result` and words in Chinese, whatever happened; only a failure inside comes as 500 in plain text.
import type { FakeAnswer } from '../fake/vendor-fake';

const WORDS: Readonly<Record<number, string>> = {
  0: '请求成功',
  10000: '权限认证失败',
  10072: '发送频率过快',
  10302: 'regId不合法',
};

export interface InvalidUser {
  readonly userid: string;
  readonly status: number;
}

export const answer = (
  code: number,
  more: Readonly<Record<string, unknown>> = {},
  accepted = 0,
): FakeAnswer => ({
  status: 200,
  code: String(code),
  accepted,
  body: JSON.stringify({ result: code, desc: WORDS[code] ?? '请求失败', ...more }),
});

/** What a body that is no JSON gets; the sheet knows no code for it. */
export const failedInside: FakeAnswer = {
  status: 500,
  code: 'http-500',
  accepted: 0,
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
  body: 'Internet server error!',
};

export const noSuchAddress: FakeAnswer = {
  status: 404,
  code: 'http-404',
  accepted: 0,
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
  body: 'Not Found',
};
