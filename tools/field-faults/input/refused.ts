// Paths, fields and names that broke something, or passed unseen.
import { type Fault } from '../fault';
import { mustRefuse, type Sent } from './curl';

const AT: readonly (Pick<Sent, 'service' | 'role' | 'method'> & {
  path: (part: string) => string;
  name: string;
})[] = [
  { service: 'presence', role: 'viewer', path: (part) => `/users/${part}/presence`, name: 'user' },
  { service: 'device-bindings', role: 'viewer', path: (part) => `/users/${part}/bindings`, name: 'user' },
  {
    service: 'device-bindings',
    role: 'operator',
    method: 'DELETE',
    path: (part) => `/users/bob/devices/${part}/binding`,
    name: 'device',
  },
  { service: 'certificates', role: 'operator', path: (part) => `/certificates/${part}`, name: 'certificate' },
];

const paths: Fault = {
  row: 'FF 1.15',
  name: 'NUL, ESC, a broken sign and a book in a path of every service',
  holds: '400 with the name of the part, never 500',
  async run(scene) {
    for (const { path, name, ...at } of AT)
      for (const part of ['a%00b', '%1b%5b31m', '%ED%A0%80', 'x'.repeat(2_000)])
        await mustRefuse(scene, { ...at, path: path(part) }, `/${name}`);
  },
};

const ids = { user: 'bob', device: 'd', session: 's' };

const unknown: Fault = {
  row: 'FF 2.7',
  name: 'misspelt fields, another app and parameters that nobody reads',
  holds: '400 with the field on every door',
  async run(scene) {
    const post = { role: 'service', method: 'POST' } as const;
    const change = { ...ids, change: 'connected' };
    const report = { ...ids, binding: null };
    const message = { messageId: 'm', conversation: 'c', recipients: ['bob'] };
    const doors = [
      ['presence', '/sessions:change', change],
      ['presence', '/messages', message],
      ['device-bindings', '/bindings', report],
    ] as const;
    for (const [service, path, body] of doors) {
      await mustRefuse(scene, { ...post, service, path, body: { ...body, colour: 'red' } }, '/colour');
      await mustRefuse(scene, { ...post, service, path, body: { ...body, app: 'somebody-elses' } }, '/app');
    }
    for (const { service, role, method = 'GET', path } of AT)
      await mustRefuse(scene, { service, role, method, path: `${path('7')}?foo=1` }, '/foo');
  },
};

export const REFUSED: readonly Fault[] = [paths, unknown];
