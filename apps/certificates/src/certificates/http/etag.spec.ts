import { createCertificate } from '../save-certificate';
import { conditionOf, etagOf } from './etag';

const tags = (...revisions: number[]) => ({ is: 'tags', revisions, hasWeak: false });
const weak = { is: 'tags', revisions: [], hasWeak: true };
const absent = { is: 'absent' };
const unreadable = { is: 'unreadable' };

describe('FF 2.11: If-Match', () => {
  it.each<[string | undefined, object]>([
    ['"7.3"', tags(7)],
    [' "7.3" , "8.3"', tags(7, 8)],
    ['7.3', tags(7)],
    ['"7.3.4105"', tags(7)],
    ['7.3.4105', tags(7)],
    ['"7.3.4105.1"', tags()],
    ['7.3, "8.1"', tags(7, 8)],
    ['W/"7.3"', weak],
    ['W/"7.3", "8.1"', { is: 'tags', revisions: [8], hasWeak: true }],
    ['"someone-elses"', tags()],
    ['""', tags()],
    ['"0.0"', tags()],
    ['"99999999999999999999.1"', tags()],
    ['7', unreadable],
    ['"', unreadable],
    ['"7.3', unreadable],
    ['w/"7.3"', unreadable],
    ["' or 1=1--", unreadable],
    ['"7.3",', unreadable],
    ['*', absent],
    ['', absent],
    ['  ', absent],
    [undefined, absent],
  ])('%s', (header, condition) => {
    expect(conditionOf(header)).toEqual(condition);
  });

  it('without end is unreadable', () => {
    expect(conditionOf(`"${'9'.repeat(5000)}.1"`)).toEqual(unreadable);
    expect(conditionOf('"1.1",'.repeat(100_000))).toEqual(unreadable);
  });
});

describe('ETag', () => {
  const certificate = createCertificate(
    {
      id: 1,
      app: 'demo',
      vendor: 'acme',
      name: 'A',
      settings: {},
      credential: { keyId: 'k1', nonce: 'A'.repeat(16), box: 'B'.repeat(22) },
      ends: null,
    },
    { nowMs: 1000, effectiveAfterMs: 500 },
  );

  it('changes with what others find out, so that nobody who asks If-None-Match keeps an old health', () => {
    const bound = etagOf(certificate, 1500, { bindings: 1 });
    expect(bound).toMatch(/^"1\.1\.\d{1,10}"$/);
    expect(new Set([bound, etagOf(certificate, 1500), etagOf(certificate, 1500, { bindings: 2 })]).size).toBe(
      3,
    );
    expect(conditionOf(bound)).toEqual(tags(1));
  });

  it('changes when a version comes into force, and still matches the same revision', () => {
    expect(etagOf(certificate, 1000)).toBe('"1.0"');
    expect(etagOf(certificate, 1500)).toBe('"1.1"');
    expect(conditionOf(etagOf(certificate, 1000))).toEqual(conditionOf(etagOf(certificate, 1500)));
  });
});
