// FF 2.1 as a kind: what an operator uploads must not hold everybody else up. A .p12 says itself how often its password is hashed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apns } from '@offline-push/vendors/apns/index';
import { SAMPLE_P12, SAMPLE_PASSWORD } from './sample-certificate';
import { tooMuchWork } from '@offline-push/vendors/apns/p12-work';

jest.setTimeout(60_000);

const file = (p12: string, password: string) => ({ type: 'p12', p12, password }) as const;

/** Made by openssl, its password hashed so often for each of its three parts. */
function p12Of(rounds: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'p12-'));
  try {
    const [key, pem, p12] = ['key.pem', 'certificate.pem', 'file.p12'].map((name) => join(folder, name));
    const openssl = (line: string): unknown => execFileSync('openssl', line.split(' '), { stdio: 'pipe' });
    openssl(`req -x509 -newkey rsa:2048 -nodes -keyout ${key} -out ${pem} -days 2 -subj /CN=x`);
    openssl(`pkcs12 -export -inkey ${key} -in ${pem} -out ${p12} -passout pass:x -iter ${rounds}`);
    return readFileSync(`${p12}`).toString('base64');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('FF 2.1: the work of opening a .p12', () => {
  it('of the usual file is little, and so is that of a file that cannot be opened', async () => {
    expect(await tooMuchWork(file(SAMPLE_P12, SAMPLE_PASSWORD))).toBeUndefined();
    expect(await tooMuchWork(file(SAMPLE_P12, 'wrong'))).toBeUndefined();
    expect(await tooMuchWork(file('MIIabc', ''))).toBeUndefined();
  });

  it('of one whose password is hashed a million times is refused, while everything else goes on', async () => {
    const heavy = file(p12Of(1_000_000), 'x');
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 10);
    const hurdle = await apns.hurdle!(heavy);
    clearInterval(timer);
    expect(hurdle).toEqual({ field: '/p12', rule: expect.stringContaining('openssl pkcs12') });
    expect(ticks).toBeGreaterThan(10);
  });

  it('is looked at one file at a time, and only for so many', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => tooMuchWork(file(SAMPLE_P12, SAMPLE_PASSWORD))),
    );
    expect(answers.filter((answer) => answer !== undefined)).toEqual([
      expect.stringContaining('Try again'),
      expect.stringContaining('Try again'),
    ]);
    expect(await tooMuchWork(file(SAMPLE_P12, SAMPLE_PASSWORD))).toBeUndefined();
  });
});
