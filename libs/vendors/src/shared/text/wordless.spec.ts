import { wordlessCode, wordlessLogin } from './wordless';

describe('an answer without words of the vendor', () => {
  it.each([
    ['answer-too-long', { status: 200, spoiled: 'answer-too-long' }],
    ['answer-packed', { status: 503, spoiled: 'answer-packed' }],
    ['unreadable-answer', { status: 200 }],
    ['unreadable-answer', { status: 299 }],
    ['http-302', { status: 302 }],
    ['http-503', { status: 503 }],
  ] as const)('is called %s', (code, answered) => {
    expect(wordlessCode(answered)).toBe(code);
    expect(wordlessLogin(answered)).toBe(`login-${code}`);
  });
});
