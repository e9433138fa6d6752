import { createCertificate } from './save-certificate';
import { etagOf, revisionsIn } from './etag';

describe('If-Match', () => {
  it.each([
    ['"7.3"', [7]],
    [' "7.3" , "8.3"', [7, 8]],
    ['W/"7.3"', []],
    ['"someone-elses"', []],
    ['"0.0"', []],
    ['7.3', []],
    ['"99999999999999999999.1"', []],
    ['*', undefined],
    ['', undefined],
    ['  ', undefined],
    [undefined, undefined],
  ])('%s names the revisions %j', (header, revisions) => {
    expect(revisionsIn(header)).toEqual(revisions);
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

  it('changes when a version comes into force, and still matches the same revision', () => {
    expect(etagOf(certificate, 1000)).toBe('"1.0"');
    expect(etagOf(certificate, 1500)).toBe('"1.1"');
    expect(revisionsIn(etagOf(certificate, 1000))).toEqual(revisionsIn(etagOf(certificate, 1500)));
  });
});
