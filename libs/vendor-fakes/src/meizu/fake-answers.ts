// Meizu's answers: always HTTP 200, the code a string, `value` an object on success and "" on errors.
import { randomBytes } from 'node:crypto';
import type { FakeAnswer } from '../host/vendor-fake';

const MESSAGES: Readonly<Record<string, string>> = {
  '1005': '参数错误',
  '1006': '签名认证失败',
  '110000': 'appId不合法',
  '110004': '参数不能为空',
  '110010': '应用请求频率超过限制',
};

export const errorAnswer = (code: string, problem?: string): FakeAnswer => ({
  status: 200,
  code,
  accepted: 0,
  body: JSON.stringify({ code, message: problem ?? MESSAGES[code] ?? '', value: '', redirect: '' }),
});

export const valueAnswer = (value: unknown): FakeAnswer => ({
  status: 200,
  code: '200',
  accepted: 0,
  body: JSON.stringify({ code: '200', message: '', value, redirect: '' }),
});

/** `failed`: code → targets. */
export function sentAnswer(
  accepted: number,
  failed: ReadonlyMap<string, readonly string[]>,
  msgId: string,
): FakeAnswer {
  const value = Object.fromEntries(failed);
  return {
    status: 200,
    code: '200',
    accepted,
    body: JSON.stringify({ code: '200', message: '', value, redirect: '', msgId }),
  };
}

/** 32 hex digits. */
export const newMessageId = (): string => randomBytes(16).toString('hex');

/** There is no such endpoint: what the front end says. */
export const nowhere: FakeAnswer = { status: 404, code: 'http-404', accepted: 0, body: '<html>404</html>' };
