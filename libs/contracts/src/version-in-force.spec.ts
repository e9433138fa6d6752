import { type CertificateChanged, certificateChanged } from './topics/certificate-changed.topic';
import { inForceFromMs, versionInForce } from './version-in-force';

const { versions } = certificateChanged.examples['edited'] as CertificateChanged;
const [first, second] = versions.map(({ effectiveAtMs }) => effectiveAtMs);

describe('the version in force', () => {
  it.each([
    ['none before the first takes effect', first! - 1, undefined],
    ['the first from its time on', first!, 1],
    ['the first until the second takes effect', second! - 1, 1],
    ['the second from its time on', second!, 2],
  ])('%s', (_, nowMs, version) => expect(versionInForce(versions, nowMs)?.version).toBe(version));

  it('is some version from the time of the first on', () => expect(inForceFromMs(versions)).toBe(first));
});
