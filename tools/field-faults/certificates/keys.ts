// The key ring of certificates loses a key.
import { until } from '@offline-push/parts';
import { randomBytes } from 'node:crypto';
import type { Fault } from '../fault';
import { must } from '../must';
import { Desk } from './desk';

interface Republished {
  republished: number;
  unreadable: { id: number; keyId: string }[];
}

const lost: Fault = {
  row: 'operations 2.4',
  name: 'certificates is started with a key ring that lacks the key of what is stored',
  holds:
    'ready names the key, the metric counts what stays shut, and republishing lists it; with the key back all of it is told again',
  async run(scene) {
    const desk = new Desk(scene);
    const { certificates } = scene.platform.programs;
    const republish = async (): Promise<Republished> => {
      const path = '/v1/certificates:republish';
      const { status, text, body } = await desk.ask<Republished>('POST', path, { role: 'admin' });
      must(status === 200, `republishing: ${status} ${text}`);
      return body;
    };
    const all = await republish();
    must(all.unreadable.length === 0 && all.republished > 0, `before: ${JSON.stringify(all)}`);
    const { SEAL_KEYS = '' } = certificates.env;
    const other = { keys: [{ id: 'new', key: randomBytes(32).toString('base64') }] };
    try {
      await certificates.restart({ SEAL_KEYS: JSON.stringify(other) });
      const ready = await until(60_000, 'ready did not name the key', async () => {
        const probe = await scene.probe('certificates', 'ready');
        return /sealed with key/.test(probe.words) ? probe : undefined;
      });
      must(ready.status === 200, `ready says ${ready.status}, although credentials can be entered again`);
      const shut = /offline_push_sealed_with_key\{[^}]*opens="no"[^}]*\} (\d+)/.exec(await desk.metrics());
      must(Number(shut?.[1]) >= all.republished, `the metric counts ${shut?.[1]}`);
      const said = await republish();
      must(
        said.republished === 0 && said.unreadable.length === all.republished,
        `without the key: ${JSON.stringify(said)}`,
      );
    } finally {
      await certificates.restart({ SEAL_KEYS });
    }
    const again = await republish();
    must(
      again.unreadable.length === 0 && again.republished === all.republished,
      `with the key back: ${JSON.stringify(again)}`,
    );
  },
};

export const KEYS: readonly Fault[] = [lost];
