// What an operator pastes: a key file that took a pattern minutes, and names that move a console's cursor.
import { newFakes } from '@offline-push/vendor-fakes';
import type { Fault } from '../fault';
import { must } from '../must';
import { curl, mustRefuse } from './curl';

const CREATE = { service: 'certificates', role: 'operator', method: 'POST', path: '/certificates' } as const;
const sampleOf = (vendor: string) => newFakes().find((fake) => fake.vendor === vendor)?.sample;

const p12: Fault = {
  row: 'FF 2.1',
  name: 'a .p12 of 20 kB that was almost base64',
  holds: 'refused, and certificates answers others within half a second meanwhile',
  async run(scene) {
    const blanks = `MI${'A'.repeat(100)}${' '.repeat(20_000)}!`;
    const credential = { type: 'p12', password: '', p12: blanks };
    const body = { vendor: 'apns', name: 'p12', settings: { ...sampleOf('apns')?.settings }, credential };
    const refused = mustRefuse(scene, { ...CREATE, body }, '/credential/p12');
    const startedAt = performance.now();
    await curl(scene, { service: 'certificates', role: 'viewer', path: '/certificates?limit=1' });
    const tookMs = performance.now() - startedAt;
    await refused;
    must(tookMs < 500, `another caller waited ${Math.round(tookMs)} ms`);
  },
};

const names: Fault = {
  row: 'FF 2.9',
  name: 'names with ESC, a line end, C1 and a direction override',
  holds: '400 for the name, and nothing is stored',
  async run(scene) {
    const { settings, credential } = sampleOf('xiaomi') ?? {};
    for (const name of ['\u001b[2J', 'a\nb', 'a\u0085b', '\u202egnp.exe'])
      await mustRefuse(scene, { ...CREATE, body: { vendor: 'xiaomi', name, settings, credential } }, '/name');
  },
};

export const HEAVY: readonly Fault[] = [p12, names];
