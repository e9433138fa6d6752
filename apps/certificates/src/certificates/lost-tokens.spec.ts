// Who changes what tokens were given for is told so.
import { CATALOG } from '@offline-push/vendors/catalog';
import type { Certificate, Settings, Version } from './certificate';
import { lostTokens } from './lost-tokens';

const version = (number: number, settings: Settings) => ({ version: number, settings }) as Version;
const certificate = (vendor: string, ...settings: readonly Settings[]) =>
  ({
    vendor,
    versions: settings.map((its, i) => version(i + 1, its)),
  }) as unknown as Pick<Certificate, 'vendor' | 'versions'>;

describe('seam 3.9: a change that kills all tokens', () => {
  const bound = CATALOG.flatMap(({ id, bindsTokens = [] }) => bindsTokens.map((name) => [id, name] as const));

  it.each(bound)('is told at %s, where %s is another one', (vendor, name) => {
    const said = lostTokens(certificate(vendor, { [name]: 'a' }, { [name]: 'b' }), 17);
    expect(said).toContain(name);
    expect(said).toContain('(17)');
  });
  it('is none where something else changes, nor in a first version', () => {
    expect(bound.length).toBeGreaterThan(3);
    const [[vendor, name] = ['', '']] = bound;
    expect(
      lostTokens(certificate(vendor, { [name]: 'a', click: 1 }, { [name]: 'a', click: 2 }), 1),
    ).toBeUndefined();
    expect(lostTokens(certificate(vendor, { [name]: 'a' }), 1)).toBeUndefined();
    expect(lostTokens(certificate('of-another-release', { a: 1 }, { a: 2 }), 1)).toBeUndefined();
  });
});
