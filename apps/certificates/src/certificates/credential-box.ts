// Seals and opens credentials. A box opens for one app, certificate, version and vendor only, so a credential that an edit keeps is
// opened and sealed again for the new version.
import { type Sealed, sealContextOf } from '@offline-push/contracts';
import { type KeyRing, SealBroken } from '@offline-push/service-kit';
import { endOf, vendorNamed } from '@offline-push/vendors/send';
import { type Certificate, type Entered, newestOf, type Settings, type Version } from './certificate';
import { fingerprintOf } from './fingerprint';
import type { Kept } from './save-certificate';

type Owner = Pick<Certificate, 'id' | 'app' | 'vendor'>;
type Box = Pick<Version, 'version' | 'credential'>;

export const sealCredential = (ring: KeyRing, owner: Owner, version: number, credential: Settings): Sealed =>
  ring.seal(JSON.stringify(credential), contextOf(owner, version));

/** An entered credential, sealed, and when it ends. */
export const keepCredential = (
  ring: KeyRing,
  owner: Owner,
  version: number,
  { credential, ...who }: Pick<Entered, 'atMs' | 'by'> & { credential: Settings },
): Kept => ({
  credential: sealCredential(ring, owner, version, credential),
  ends: endsOf(owner, credential),
  entered: { ...who, fingerprint: fingerprintOf(ring, credential) },
});

/** The credential that was saved last, sealed for another version. */
export function carryCredential(ring: KeyRing, found: Certificate, version: number): Kept {
  const { ends, entered } = newestOf(found);
  const credential = ring.seal(openBox(ring, found, newestOf(found)), contextOf(found, version));
  return { credential, ends, entered };
}

/** Null for a vendor that this release does not know. */
export function endsOf({ vendor }: Pick<Owner, 'vendor'>, credential: unknown): Kept['ends'] {
  const known = vendorNamed(vendor);
  return known === undefined ? null : endOf(known, credential);
}

/**
 * The certificate with its boxes sealed by the current key, so that an older key can leave the ring. Operators see no change and keep
 * their ETag; readers of the topic must take it for newer.
 */
export function resealCertificate(ring: KeyRing, found: Certificate, nowMs: number): Certificate {
  const keyId = ring.seal('', '').keyId;
  if (found.versions.every(({ credential }) => credential.keyId === keyId)) return found;
  const [first, second] = found.versions;
  const versions =
    second === undefined
      ? ([again(ring, found, first)] as const)
      : ([again(ring, found, first), again(ring, found, second)] as const);
  return { ...found, versions, changedAtMs: Math.max(nowMs, found.changedAtMs + 1) };
}

/** Throws SealBroken if a box cannot be opened, because its key is missing or has changed. */
export function requireOpen(ring: KeyRing, found: Certificate): void {
  for (const version of found.versions) openBox(ring, found, version);
}

/** Whether the ring opens this box. */
export function opens(ring: KeyRing, box: Owner & Box): boolean {
  try {
    openBox(ring, box, box);
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}

/** The credential that was saved last, opened, for a call to its vendor and nothing else. */
export const openCredential = (ring: KeyRing, found: Certificate): unknown =>
  openVersion(ring, found, newestOf(found));

export const openVersion = (ring: KeyRing, owner: Owner, version: Box): unknown =>
  JSON.parse(openBox(ring, owner, version).toString('utf8'));

const again = (ring: KeyRing, owner: Owner, version: Version): Version => ({
  ...version,
  credential: ring.seal(openBox(ring, owner, version), contextOf(owner, version.version)),
});

const openBox = (ring: KeyRing, owner: Owner, { version, credential }: Box): Buffer =>
  ring.open(credential, contextOf(owner, version));

const contextOf = ({ id, app, vendor }: Owner, version: number): string =>
  sealContextOf({ app, certificateId: id, version, vendor });
