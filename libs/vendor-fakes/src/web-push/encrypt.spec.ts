// The encryption against the worked example of RFC 8291, 5, and the signature against what RFC 8292 says of it.
import { createECDH, createPublicKey, verify } from 'node:crypto';
import { decrypted } from './fake-decrypt';
import { browserOf } from './sample';
import { encrypt } from '@offline-push/vendors/web-push/encrypt';
import { keyPairOf, Vapid } from '@offline-push/vendors/web-push/vapid';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

describe('the encryption', () => {
  it('makes of the example of RFC 8291 what stands there', () => {
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'));
    const subscription = {
      p256dh: bytes(
        'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      ),
      auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
    };
    const drawn = { salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'), pair };
    expect(
      encrypt('When I grow up, I want to be a watermelon', subscription, drawn).toString('base64url'),
    ).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });
  it('draws salt and key anew, and fits into 4096 bytes with the longest message', () => {
    const browser = browserOf('ok-1');
    const subscription = { p256dh: browser.pair.getPublicKey(), auth: browser.auth };
    const clear = 'x'.repeat(3_993);
    const [one, other] = [encrypt(clear, subscription), encrypt(clear, subscription)];
    expect(one.length).toBe(4_096);
    expect(one.equals(other)).toBe(false);
    expect([decrypted(one, browser), decrypted(other, browser)]).toEqual([clear, clear]);
    expect(decrypted(one, browserOf('ok-2'))).toBeUndefined();
  });
});

describe('the signature', () => {
  const pair = keyPairOf({ privateKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw' })!;
  const subject = 'mailto:push@example.com';
  const NOW_MS = 1_790_000_000_000;

  it('is for the origin, for twelve hours, and by the key beside it', () => {
    const header = new Vapid(pair, { subject }).headerFor('https://push.example.net:8443', NOW_MS);
    const [, jwt = '', publicKey] = /^vapid t=(\S+), k=(\S+)$/.exec(header) ?? [];
    expect(publicKey).toBe(pair.publicKey);
    const [head = '', claims = '', signature = ''] = jwt.split('.');
    expect(JSON.parse(bytes(head).toString())).toEqual({ typ: 'JWT', alg: 'ES256' });
    expect(JSON.parse(bytes(claims).toString())).toEqual({
      ...{ aud: 'https://push.example.net:8443', exp: NOW_MS / 1_000 + 43_200, sub: subject },
    });
    const key = { key: createPublicKey(pair.privateKey), dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', Buffer.from(`${head}.${claims}`), key, bytes(signature))).toBe(true);
  });
  it('is made once for an origin, and anew after six hours or when the clock was put back', () => {
    const vapid = new Vapid(pair, { subject });
    const first = vapid.headerFor('https://a.example', NOW_MS);
    expect(vapid.headerFor('https://a.example', NOW_MS + 3_600_000)).toBe(first);
    expect(vapid.headerFor('https://b.example', NOW_MS)).not.toBe(first);
    expect(vapid.headerFor('https://a.example', NOW_MS + 6 * 3_600_000)).not.toBe(first);
    const later = vapid.headerFor('https://a.example', NOW_MS + 24 * 3_600_000);
    expect(vapid.headerFor('https://a.example', NOW_MS)).not.toBe(later);
  });
  it.each(['A'.repeat(43), '_'.repeat(43)])('has no pair for the private key %s', (privateKey) => {
    expect(keyPairOf({ privateKey })).toBeUndefined();
  });
});
