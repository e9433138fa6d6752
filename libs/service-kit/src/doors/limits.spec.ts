import { Buckets } from './buckets';
import { clientAddressOf, limitedAs, proxiesOf } from './client-address';

describe('buckets', () => {
  it('let a caller have its burst at once and its rate after that', () => {
    const buckets = new Buckets({ perSecond: 10, burst: 3 });
    const taken = (nowMs: number) => buckets.take('a', nowMs);
    expect([taken(0), taken(0), taken(0), taken(0)]).toEqual([true, true, true, false]);
    expect([taken(100), taken(100)]).toEqual([true, false]);
    expect(buckets.take('b', 100)).toBe(true);
  });

  it('are bounded: who was quiet the longest is forgotten', () => {
    const buckets = new Buckets({ perSecond: 1, burst: 1 }, 2);
    for (const caller of ['a', 'b', 'a', 'c']) buckets.take(caller, 0);
    expect(buckets.size).toBe(2);
    expect(buckets.take('a', 0)).toBe(false);
    expect(buckets.take('b', 0)).toBe(true);
  });
});

describe('the address of a client', () => {
  const proxies = proxiesOf(['10.0.0.0/8', '::1', '192.0.2.7']);

  it.each([
    ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['::ffff:203.0.113.9', undefined, '203.0.113.9'],
    ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '6.6.6.6, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['::1', '2001:db8::1', '2001:db8::1'],
    ['10.0.0.1', 'unknown', '10.0.0.1'],
    ['10.0.0.1', '', '10.0.0.1'],
    [undefined, '198.51.100.1', ''],
  ])('%s that says %s is %s', (socket, forwarded, address) => {
    expect(clientAddressOf(socket, forwarded, proxies)).toBe(address);
  });

  it.each(['10.0.0.0/33', 'host', '1.2.3', ''])('no proxy is called %j', (part) => {
    expect(proxiesOf([part])).toBeUndefined();
  });

  it('counts a /64 of IPv6 as one', () => {
    const [one, other] = ['2001:db8:0:1::5', '2001:0db8:0000:0001:ffff::1'].map(limitedAs);
    expect(one).toBe(other);
    expect(limitedAs('2001:db8::1')).not.toBe(one);
    expect(limitedAs('192.0.2.1')).toBe('192.0.2.1');
  });
});
