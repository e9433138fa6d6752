import { randomBytes } from 'node:crypto';
import { KeyRing, SealBroken } from './key-ring';

const keyOf = (id: string) => ({ id, key: randomBytes(32).toString('base64') });
const ringOf = (...keys: { id: string; key: string }[]) => KeyRing.parse(JSON.stringify({ keys }));

const k1 = keyOf('k1');
const k2 = keyOf('k2');
const ring = ringOf(k1);
const ASSOCIATED = 'demo/6666/1/xiaomi';
const PLAIN = 'canary: the app secret';

const flipped = (text: string, i: number): string => {
  const bytes = Buffer.from(text, 'base64url');
  bytes[i]! ^= 1;
  return bytes.toString('base64url');
};

const broken = (open: () => unknown): SealBroken => {
  try {
    open();
  } catch (error) {
    expect(error).toBeInstanceOf(SealBroken);
    return error as SealBroken;
  }
  throw new Error('it was opened');
};

describe('a sealed secret', () => {
  it.each(['', PLAIN, '密钥 🔑'])('opens again as it was: %j', (plain) => {
    expect(ring.open(ring.seal(plain, ASSOCIATED), ASSOCIATED).toString('utf8')).toBe(plain);
  });

  it('is refused after any change to any byte', () => {
    const sealed = ring.seal(PLAIN, ASSOCIATED);
    for (let i = 0; i < Buffer.from(sealed.box, 'base64url').length; i++)
      broken(() => ring.open({ ...sealed, box: flipped(sealed.box, i) }, ASSOCIATED));
    for (let i = 0; i < 12; i++)
      broken(() => ring.open({ ...sealed, nonce: flipped(sealed.nonce, i) }, ASSOCIATED));
  });

  it.each([
    ['cut', (box: string) => box.slice(0, -4)],
    ['shorter than its tag', () => 'AAAA'],
    ['empty', () => ''],
    ['written with other characters for the same bytes', (box: string) => `${box}=`],
  ])('is refused when it is %s', (_, change) => {
    const sealed = ring.seal(PLAIN, ASSOCIATED);
    broken(() => ring.open({ ...sealed, box: change(sealed.box) }, ASSOCIATED));
  });

  it('cannot stand in for the secret of another certificate', () => {
    const mine = ring.seal(PLAIN, 'demo/6666/1/xiaomi');
    const theirs = ring.seal('another', 'demo/7777/1/xiaomi');
    broken(() => ring.open({ ...mine, box: theirs.box, nonce: theirs.nonce }, 'demo/6666/1/xiaomi'));
    broken(() => ring.open(mine, 'demo/7777/1/xiaomi'));
  });

  it('opens with an older key of the ring, and new ones are sealed with the first', () => {
    const old = ring.seal(PLAIN, ASSOCIATED);
    const rotated = ringOf(k2, k1);
    expect(rotated.open(old, ASSOCIATED).toString()).toBe(PLAIN);
    expect(rotated.seal(PLAIN, ASSOCIATED).keyId).toBe('k2');
  });

  it.each([
    ['a key that was dropped', 'k1', 'k1'],
    ['a key id that is a path', '../x', '(no key id)'],
    ['a key id with a line end', 'k1\nfatal: x', '(no key id)'],
  ])('is refused with %s, and the error names the key id only', (_, keyId, named) => {
    const sealed = { ...ring.seal(PLAIN, ASSOCIATED), keyId };
    const error = broken(() => ringOf(k2).open(sealed, ASSOCIATED));
    expect(error.message).toBe(`cannot open what was sealed with key ${named}`);
    expect(error.cause).toBeUndefined();
  });

  it('never repeats a nonce', () => {
    const nonces = new Set(Array.from({ length: 20_000 }, () => ring.seal('', ASSOCIATED).nonce));
    expect(nonces.size).toBe(20_000);
  });
});

describe('a key ring', () => {
  const canary = randomBytes(31).toString('base64');
  it.each([
    ['no JSON', `{ "keys": [ ${canary}`],
    ['no list', '{}'],
    ['null', 'null'],
    ['no key', '{ "keys": [] }'],
    ['a short key', JSON.stringify({ keys: [{ id: 'k1', key: canary }] })],
    ['a key id with a slash', JSON.stringify({ keys: [{ ...k1, id: 'a/b' }] })],
    ['the same id twice', JSON.stringify({ keys: [k1, { ...k2, id: 'k1' }] })],
    ['a key in another writing', JSON.stringify({ keys: [{ id: 'k1', key: `${k1.key}\n` }] })],
  ])('with %s is refused without showing it', (_, text) => {
    let message = '';
    try {
      KeyRing.parse(text);
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/^Error: key ring: /);
    expect(message).not.toContain(canary.slice(0, 8));
    expect(message).not.toContain(k1.key.slice(0, 8));
  });
});

describe('a MAC', () => {
  const TEXT = 'receipts|demo|6666';

  it('is the same every time, and fits into a path', () => {
    expect(ring.mac(TEXT)).toBe(ring.mac(TEXT));
    expect(ring.mac(TEXT)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('is known by a ring that holds its key, also after another one came first', () => {
    expect([ring, ringOf(k2, k1)].map((each) => each.isMac(TEXT, ring.mac(TEXT)))).toEqual([true, true]);
  });

  it.each<[string, string, string]>([
    ['of another text', 'receipts|demo|6667', ring.mac(TEXT)],
    ['of another ring', TEXT, ringOf(k2).mac(TEXT)],
    ['that was cut', TEXT, ring.mac(TEXT).slice(0, -1)],
    ['that is longer', TEXT, `${ring.mac(TEXT)}A`],
    ['that is empty', TEXT, ''],
    ['of as many strange characters', TEXT, 'é'.repeat(43)],
  ])('%s is none', (_, text, mac) => {
    expect(ring.isMac(text, mac)).toBe(false);
  });
});
