// FF 1.12: which hosts are reached through the proxy of a company's network.
import { authorityOf, proxyFor, type ProxyEnvironment } from './proxy-for';

const XIAOMI = 'https://api.xmpush.xiaomi.com';
const proxyOf = (origin: string, env: ProxyEnvironment) => proxyFor(new URL(origin), env)?.href;

describe('FF 1.12: the proxy to a vendor', () => {
  it.each<[string, ProxyEnvironment, string, string | undefined]>([
    ['none is named', {}, XIAOMI, undefined],
    [
      'https has its own',
      { HTTPS_PROXY: 'http://p:3128', HTTP_PROXY: 'http://q:1' },
      XIAOMI,
      'http://p:3128/',
    ],
    [
      'http has its own',
      { HTTPS_PROXY: 'http://p:3128', HTTP_PROXY: 'http://q:1' },
      'http://sandbox:80',
      'http://q:1/',
    ],
    ['http does not take that of https', { HTTPS_PROXY: 'http://p:3128' }, 'http://sandbox', undefined],
    ['ALL_PROXY stands in', { ALL_PROXY: 'http://all:8080' }, XIAOMI, 'http://all:8080/'],
    ['lower case wins', { https_proxy: 'http://low:1', HTTPS_PROXY: 'http://up:2' }, XIAOMI, 'http://low:1/'],
    ['it has no scheme', { HTTPS_PROXY: 'proxy.example:3128' }, XIAOMI, 'http://proxy.example:3128/'],
    ['it is empty', { HTTPS_PROXY: ' ' }, XIAOMI, undefined],
  ])('%s', (_what, env, origin, proxy) => {
    expect(proxyOf(origin, env)).toBe(proxy);
  });

  it.each([
    ['*', XIAOMI],
    ['xiaomi.com', XIAOMI],
    ['.xiaomi.com', XIAOMI],
    ['*.xiaomi.com', XIAOMI],
    ['API.XMPUSH.xiaomi.com', XIAOMI],
    ['a.example, api.xmpush.xiaomi.com:443', XIAOMI],
    ['a.example api.xmpush.xiaomi.com', XIAOMI],
    ['127.0.0.1', 'http://127.0.0.1:9000'],
    ['127.0.0.0/8', 'http://127.0.0.1:9000'],
    ['::1', 'http://[::1]:9000'],
    ['[::1]:9000', 'http://[::1]:9000'],
    ['fd00::/8', 'http://[fd12::1]'],
  ])('is not used where NO_PROXY says %s and the host is %s', (no_proxy, origin) => {
    expect(proxyOf(origin, { ALL_PROXY: 'http://all:1', NO_PROXY: no_proxy })).toBeUndefined();
  });

  it.each([
    ['iaomi.com', XIAOMI],
    ['xmpush.xiaomi.com:80', XIAOMI],
    ['10.0.0.0/8', 'http://127.0.0.1'],
    ['10.0.0.0/99', 'http://10.0.0.1'],
    ['27.0.0.1', 'http://127.27.0.1'],
    ['fd00::/8', 'http://10.0.0.1'],
  ])('is used where NO_PROXY says %s and the host is %s', (NO_PROXY, origin) => {
    expect(proxyOf(origin, { ALL_PROXY: 'http://all:1', NO_PROXY })).toBe('http://all:1/');
  });

  it.each(['socks5://p:1080', 'http://', 'ftp://p'])(
    'is refused when it is %s, without being quoted',
    (named) => {
      expect(() => proxyFor(new URL(XIAOMI), { HTTPS_PROXY: named })).toThrow(
        'a proxy must be a URL like http://proxy.example:3128',
      );
    },
  );

  it('is asked for a host with its port', () => {
    expect(authorityOf(new URL(XIAOMI))).toBe('api.xmpush.xiaomi.com:443');
    expect(authorityOf(new URL('http://[::1]'))).toBe('[::1]:80');
  });
});
