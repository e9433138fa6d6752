// A certificate for 127.0.0.1 that signs itself, so that fakes can speak TLS: made anew for each run, trusted by nobody but those who are
// handed it. Node makes keys and signatures, but no certificates; this writes the few fields of one (RFC 5280, 4.1).
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface TestCertificate {
  /** Private key in PEM. */
  readonly key: string;
  /** In PEM; its own authority. */
  readonly cert: string;
}

const DAY_MS = 86_400_000;

/** From yesterday until tomorrow. */
export function makeTestCertificate(nowMs = Date.now()): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const toBeSigned = sequence(
    tagged(0xa0, INTEGER_2),
    tagged(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    NAME,
    sequence(time(nowMs - DAY_MS), time(nowMs + DAY_MS)),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(IS_AUTHORITY, ALTERNATIVE_NAMES)),
  );
  const signature = tagged(0x03, Buffer.from([0]), sign('sha256', toBeSigned, privateKey));
  const certificate = sequence(toBeSigned, ECDSA_WITH_SHA256, signature);
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

/** DER: tag, length, content. Lengths up to 65,535. */
function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

/** UTCTime: YYMMDDhhmmssZ. */
const time = (atMs: number): Buffer =>
  tagged(
    0x17,
    Buffer.from(
      `${new Date(atMs)
        .toISOString()
        .replaceAll(/[-:T]|\..*/g, '')
        .slice(2)}Z`,
    ),
  );

const TRUE = tagged(0x01, Buffer.from([0xff]));
const INTEGER_2 = tagged(0x02, Buffer.from([2]));
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
/** Common name: "offline-push test". */
const NAME = sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from('offline-push test')))));
/** Critical: it signs itself, so it has to be an authority. */
const IS_AUTHORITY = sequence(oid('551d13'), TRUE, tagged(0x04, sequence(TRUE)));
const ALTERNATIVE_NAMES = sequence(
  oid('551d11'),
  tagged(0x04, sequence(tagged(0x82, Buffer.from('localhost')), tagged(0x87, Buffer.from([127, 0, 0, 1])))),
);
