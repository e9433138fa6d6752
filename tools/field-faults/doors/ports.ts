// What is reached at which port, and with which method.
import { type ServiceName, SERVICES } from '@offline-push/platform';
import { connect } from 'node:net';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';

const PATHS = ['/health/live', '/health/ready', '/metrics', '/openapi.json'];
const DEADLINE_MS = 5_000;

const get = (url: string, method = 'GET') => fetch(url, { method, signal: AbortSignal.timeout(DEADLINE_MS) });

/** What fetch cannot send. Resolves with the head of the answer. */
function raw(url: string, method: string): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${method} ${pathname} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
    );
    socket.setTimeout(DEADLINE_MS, () => socket.destroy());
    socket.on('data', (chunk) => (said += chunk.toString()));
    socket.on('error', reject).on('close', () => resolve(said));
  });
}

const apart: Fault = {
  row: 'FF 2.5, operations 2.11',
  name: 'health, metrics and the API description are asked at both ports',
  holds: 'the operations port answers without a key, the other port says 404',
  async run(scene) {
    for (const service of SERVICES) {
      const { url, opsUrl } = scene.platform.programs[service];
      for (const path of PATHS) {
        const [here, there] = [await get(opsUrl + path), await get(url + path)];
        must(here.status === 200, `${service}${path} answers ${here.status} at its operations port`);
        must(there.status === 404, `${service}${path} answers ${there.status} at its port`);
      }
      const head = await get(`${opsUrl}/metrics`, 'HEAD');
      must(head.status === 200, `HEAD /metrics of ${service} answers ${head.status}`);
    }
  },
};

/** A path of each port that is known, with a method that it does not take. */
async function mustRefuse(scene: Scene, service: ServiceName, path: string, allowed: RegExp): Promise<void> {
  const { url } = scene.platform.programs[service];
  for (const method of ['PUT', 'PATCH', 'PROPFIND', 'TRACE']) {
    const said = await raw(url + path, method);
    must(said.startsWith('HTTP/1.1 405'), `${method} ${service}${path}: ${said.slice(0, 200)}`);
    must(allowed.test(said), `${method} ${service}${path} has no Allow: ${said.slice(0, 400)}`);
  }
  const options = await raw(url + path, 'OPTIONS');
  must(
    options.startsWith('HTTP/1.1 204') && allowed.test(options),
    `OPTIONS ${path}: ${options.slice(0, 200)}`,
  );
}

const methods: Fault = {
  row: 'FF 2.10',
  name: 'another method on a known path: PUT, PATCH, PROPFIND, TRACE, OPTIONS',
  holds: '405 with Allow, 204 for OPTIONS, and 404 for a path that nobody knows',
  async run(scene) {
    await mustRefuse(scene, 'certificates', '/v1/apps', /^allow: .*GET.*POST/im);
    await mustRefuse(scene, 'presence', '/v1/apps/demo/sessions:change', /^allow: .*POST/im);
    await mustRefuse(scene, 'dispatch', '/receipts/1/secret', /^allow: POST/im);
    const nowhere = await raw(`${scene.platform.programs.certificates.url}/v1/nowhere`, 'PUT');
    must(nowhere.startsWith('HTTP/1.1 404'), `PUT /v1/nowhere: ${nowhere.slice(0, 200)}`);
  },
};

export const PORTS: readonly Fault[] = [apart, methods];
