// Hosts that clients name lead to the public internet or nowhere.
import type { Address } from './lookup';
import { hostProblem } from './public-host';
import { publicOnly } from './public-names';

const answer = (...addresses: string[]) =>
  publicOnly(() =>
    Promise.resolve(
      addresses.map(
        (address): Address => ({ address, family: address.includes(':') ? 6 : 4, ttlSeconds: 60 }),
      ),
    ),
  )('push.example.net');

describe('the address of a host that a client names (seam 3.8)', () => {
  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.255.255', '192.168.1.1'],
    ...['198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8'],
    ...['64:ff9b::a00:1', 'fc00::1', 'fe80::1', 'ff02::1', '2001:db8::1', '2002:a00:1::'],
  ])('is not %s', async (address) => {
    await expect(answer(address)).rejects.toMatchObject({ code: 'NO_PUBLIC_ADDRESS' });
  });
  it.each(['8.8.8.8', '172.32.0.1', '192.167.1.1', '2606:4700::1111'])('may be %s', async (address) => {
    expect(await answer(address, '10.0.0.1')).toMatchObject([{ address }]);
  });
});

describe('a host that a client names', () => {
  it.each(['push.example.net', 'a.b.c.example.org.'])('may be %s', (host) => {
    expect(hostProblem(new URL(`https://${host}/`).hostname)).toBeUndefined();
  });
  it.each([
    'localhost',
    'LOCALHOST.',
    'localhost..',
    '127.0.0.1..',
    'db',
    'db.internal',
    'x.local',
    '127.1',
    '0x7f000001',
    '[::1]',
  ])('is not %s', (host) => {
    expect(hostProblem(new URL(`https://${host}/`).hostname)).toMatch(/^names a host/);
  });
});
