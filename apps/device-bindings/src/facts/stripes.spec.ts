// Locks on stripes: always the same stripe, always in one order.
import { STRIPES, stripeOf, stripesOf } from './stripes';

describe('stripes', () => {
  it('are those of FNV-1a, in every release, or two releases would not exclude each other', () => {
    const published = { '': 0x811c9dc5, a: 0xe40c292c, foobar: 0xbf9cf968 };
    for (const [key, hash] of Object.entries(published)) expect(stripeOf(key)).toBe(hash % STRIPES);
  });

  it('come in ascending order, each once', () => {
    const stripes = stripesOf(Array.from({ length: 1000 }, (_, i) => `key-${i}`));
    expect(stripes).toEqual(Array.from({ length: STRIPES }, (_, i) => i));
  });
});
