import { Breaker, BROKEN_KEYS } from './breaker';

/** `+`: an event passes. Letters: an event of that key fails. A digit before it says how. */
function play(events: string): Breaker {
  const breaker = new Breaker();
  for (const [, kind, what = ''] of events.matchAll(/(\d?)([a-z+])/g))
    if (what === '+') breaker.succeeded(1);
    else breaker.failed(kind === '' ? 'TypeError' : `kind ${kind}`, what);
  return breaker;
}

describe('S3: a handler is broken', () => {
  it.each<[string, string, string | null]>([
    ['ten different events fail alike, one after the other', 'abcdefghij', 'TypeError'],
    ['ten of eleven fail', 'abcde+fghij', 'TypeError'],
    ['one fewer fails', 'abcdefghi', null],
    ["one user's events fail, however many", 'a'.repeat(100), null],
    ['two others passed between them', 'abcd+ef+ghij', null],
    ['every second event passes', 'a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t', null],
    ['each fails in its own way', '1a2b3c4d5e6f7g1h2i3j', null],
    ['ten passed, and ten fail after them', '++++++++++abcdefghij', 'TypeError'],
  ])('when %s', (_, events, brokenBy) => {
    expect(play(events).brokenBy).toBe(brokenBy);
  });

  it('until one event passes', () => {
    expect(play('abcdefghij+').brokenBy).toBeNull();
    expect(play('abcdefghij+abcdefghi').brokenBy).toBeNull();
  });

  it('and what is remembered is bounded', () => {
    const breaker = new Breaker();
    for (let n = 0; n < 10_000; n++) breaker.failed(`kind ${n}`, `key ${n}`);
    expect(breaker.brokenBy).toBe('other');
    expect(BROKEN_KEYS).toBe(10);
  });
});
