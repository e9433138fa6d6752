// The search for secrets finds what a careless client would tell.
import { partsOf, toldBy } from './secrets';

const endpoint = 'https://push.example.net/wpush/the-secret-path-of-a-browser';
const token = JSON.stringify({ endpoint, keys: { auth: 'tBHItJI5svbpez7KI4CCXg', p256dh: 'B'.repeat(87) } });

describe('seam 3.5: a token that is JSON', () => {
  it.each([
    ['as it is', token],
    ['in JSON once more', JSON.stringify({ token })],
    ['in an address', encodeURIComponent(token)],
    ['in part: its path', 'no such browser: the-secret-path-of-a-browser'],
    ['in part: a key', 'bad key tBHItJI5svbpez7KI4CCXg'],
    ['in part: what was cut', endpoint.slice(0, -8)],
  ])('is found in a detail, %s', (_how, detail) => {
    expect(toldBy([{ kind: 'refused', code: 'x', detail }], partsOf(token))).not.toEqual([]);
  });
  it('is not found where only its host is named', () => {
    expect(toldBy({ detail: 'push.example.net answered 500' }, partsOf(token))).toEqual([]);
  });
});
