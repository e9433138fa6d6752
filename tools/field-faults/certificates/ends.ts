// A .p12 that ends soon, made by openssl as Apple's are.
import { certificateExpiring } from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../fault';
import { must } from '../must';
import { Desk } from './desk';

const DAYS = 20;

function p12In(folder: string, days: number): string {
  const [key, pem, p12] = ['key.pem', 'certificate.pem', 'file.p12'].map((name) => join(folder, name));
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { stdio: 'pipe' });
  };
  const subject = '/UID=com.example.im/CN=Apple Push Services: com.example.im';
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...curve,
    '-keyout',
    `${key}`,
    '-out',
    `${pem}`,
    '-days',
    String(days),
    '-subj',
    subject,
  );
  openssl(
    'pkcs12',
    '-export',
    '-inkey',
    `${key}`,
    '-in',
    `${pem}`,
    '-out',
    `${p12}`,
    '-passout',
    'pass:secret',
  );
  return readFileSync(`${p12}`).toString('base64');
}

const ending: Fault = {
  row: 'scenario 11, feature 29',
  name: `a .p12 that ends in ${DAYS} days is saved, and certificates starts anew`,
  holds: 'the answer and a metric say when it ends, and a warning is told once, not again after the start',
  async run(scene) {
    const desk = new Desk(scene);
    const { certificates } = scene.platform.programs;
    const { CERTIFICATES_EXPIRY_EVERY_SECONDS = '60' } = certificates.env;
    await certificates.restart({ CERTIFICATES_EXPIRY_EVERY_SECONDS: '1' });
    try {
      const p12 = p12In(scene.platform.parts.folder, DAYS);
      const id = await desk.create('apns', { credential: { type: 'p12', p12, password: 'secret' } });
      const told = () =>
        scene.stage.reader.seen(certificateExpiring).filter(({ certificateId }) => certificateId === id);
      const [notice] = await until(60_000, 'nothing was told', () =>
        told().length > 0 ? told() : undefined,
      );
      must(
        notice?.daysLeft === DAYS && notice.what === 'p12',
        `it was told as ${JSON.stringify(notice)}, not as ${DAYS} days`,
      );
      const { expiresAtMs } = (await desk.read(id)).body;
      must(expiresAtMs === notice.expiresAtMs, `the answer says ${expiresAtMs}`);
      await certificates.restart();
      const gauge = new RegExp(
        `offline_push_certificate_expires_seconds\\{[^}]*certificate="${id}"[^}]*\\} (\\d+)`,
      );
      const left = await until(60_000, 'no metric', async () => gauge.exec(await desk.metrics())?.[1]);
      must(Math.abs(Number(left) - DAYS * 86_400) < 3_600, `the metric says ${left} s`);
      must(told().length === 1, `it was told ${told().length} times`);
    } finally {
      await certificates.restart({ CERTIFICATES_EXPIRY_EVERY_SECONDS });
    }
  },
};

export const ENDS: readonly Fault[] = [ending];
