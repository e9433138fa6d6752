// Measures the work to open a .p12. The file itself says how many times its password is hashed, up to two thousand million times, and
// OpenSSL blocks the process meanwhile. So a new file is first opened in another process.
import { execFile } from 'node:child_process';
import type { CertificateCredential } from './credential';

/** The most CPU time in ms. Files of openssl, macOS and Windows take 10 ms; a million rounds take 700. */
const MAX_WORK_MS = 300;
/** For the process as a whole; most of it is the start of node on a busy machine. */
const DEADLINE_MS = 10_000;
const MAX_WAITING = 10;

const SCRIPT = `
  const { createSecureContext } = require('node:tls');
  let text = '';
  process.stdin.on('data', (part) => (text += part)).on('end', () => {
    const { p12, password } = JSON.parse(text);
    const begun = process.cpuUsage();
    try { createSecureContext({ pfx: Buffer.from(p12, 'base64'), passphrase: password }); } catch {}
    const { user, system } = process.cpuUsage(begun);
    process.stdout.write(String((user + system) / 1000));
  });`;

let waiting = 0;
let turn: Promise<unknown> = Promise.resolve();

/** Undefined if the work is small enough, else the reason for people. One file at a time. */
export async function tooMuchWork(credential: CertificateCredential): Promise<string | undefined> {
  if (waiting >= MAX_WAITING) return 'cannot be looked at now: too many files are waiting. Try again.';
  waiting += 1;
  const mine = turn.then(() => workMsOf(credential));
  turn = mine.finally(() => (waiting -= 1));
  const workMs = await mine;
  return workMs <= MAX_WORK_MS ? undefined : TOO_MUCH;
}

const TOO_MUCH =
  'takes too long to open: its password is hashed too often. Write it again: openssl pkcs12 -in old.p12 -nodes | openssl pkcs12 -export -out new.p12';

/** In ms of CPU time. A process without an answer in time, or that cannot be started, counts as endless. */
function workMsOf({ p12, password }: CertificateCredential): Promise<number> {
  return new Promise((resolve) => {
    const options = { timeout: DEADLINE_MS, killSignal: 'SIGKILL', env: {}, maxBuffer: 1_000 } as const;
    const child = execFile(process.execPath, ['-e', SCRIPT], options, (error, said) =>
      resolve(error === null ? Number(said) : Infinity),
    );
    child.stdin?.on('error', () => undefined); // it ended before it read: the callback above hears of it
    child.stdin?.end(JSON.stringify({ p12, password }));
  });
}
