// Reads a .p12 file: the parts for TLS, and what its certificate says. For a file that cannot be used it says why.
import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { CertificateCredential } from './credential';

export interface ClientCertificate {
  readonly pfx: Buffer;
  readonly passphrase: string;
  /** In ms since 1970. */
  readonly expiresAtMs: number;
  /** The app of the certificate; undefined if it names none. */
  readonly bundleId: string | undefined;
  /** Where it may be used. */
  readonly environments: readonly ('development' | 'production')[];
}

export interface Unusable {
  /** JSON pointer into the credential. */
  readonly field: string;
  readonly code: string;
  readonly says: string;
}

/** OIDs of Apple's extensions in DER (sheet, 2b): 1.2.840.113635.100.6.3.1 and .2. */
const DEVELOPMENT = Buffer.from('060a2a864886f76364060301', 'hex');
const PRODUCTION = Buffer.from('060a2a864886f76364060302', 'hex');

export function certificateOf({ p12, password }: CertificateCredential): ClientCertificate | Unusable {
  const pfx = Buffer.from(p12, 'base64');
  try {
    const { context } = createSecureContext({ pfx, passphrase: password });
    // Node's own word for it, missing in its types; absent in a file without a certificate.
    const der = (context as { getCertificate?: () => Buffer | null }).getCertificate?.();
    return der ? read(new X509Certificate(der), pfx, password) : NO_CERTIFICATE;
  } catch (error) {
    return unusable(error as Error);
  }
}

function read(certificate: X509Certificate, pfx: Buffer, passphrase: string): ClientCertificate {
  const [, bundleId] = /^UID=(.+)$/m.exec(certificate.subject) ?? [];
  const { raw } = certificate;
  return {
    pfx,
    passphrase,
    expiresAtMs: Date.parse(certificate.validTo),
    bundleId,
    environments: [
      ...(raw.includes(DEVELOPMENT) ? (['development'] as const) : []),
      ...(raw.includes(PRODUCTION) ? (['production'] as const) : []),
    ],
  };
}

const NO_CERTIFICATE: Unusable = {
  field: '/p12',
  code: 'p12-without-certificate',
  says: 'There is no certificate in the file: export certificate and private key together.',
};

/** By OpenSSL's words, which Node passes on. */
const CAUSES: readonly { readonly words: RegExp; readonly unusable: Unusable }[] = [
  {
    words: /mac verify failure/i,
    unusable: {
      field: '/password',
      code: 'p12-password-wrong',
      says: 'The password does not open the file.',
    },
  },
  {
    words: /unable to load private key/i,
    unusable: {
      field: '/p12',
      code: 'p12-without-key',
      says: 'There is no private key in the file: export the certificate together with its key, on the machine that made the request.',
    },
  },
  {
    words: /unsupported pkcs12/i,
    unusable: {
      field: '/p12',
      code: 'p12-encrypted-weakly',
      says: 'The file is encrypted in an old way (RC2) that is turned off today. Write it again: openssl pkcs12 -legacy -in old.p12 -nodes | openssl pkcs12 -export -out new.p12',
    },
  },
];

function unusable(error: Error): Unusable {
  const cause = CAUSES.find(({ words }) => words.test(error.message));
  return (
    cause?.unusable ?? {
      field: '/p12',
      code: 'p12-unreadable',
      says: 'This is no .p12 file in base64.',
    }
  );
}
