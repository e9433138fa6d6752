// A caller with curl, who sends a path as it is written and not as a library would clean it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { must } from '../must';
import type { Scene } from '../scene';

const DEADLINE_S = 10;

export interface Sent {
  service: 'certificates' | 'presence' | 'device-bindings';
  role: 'operator' | 'service' | 'viewer' | 'admin';
  /** Behind /v1/apps/<app>. */
  path: string;
  method?: string;
  body?: object;
}

export interface Refusal {
  status: number;
  code: string;
  pointers: string[];
}

export async function curl(
  scene: Scene,
  { service, role, path, method = 'GET', body }: Sent,
): Promise<Refusal> {
  const { url } = scene.platform.programs[service];
  const { stdout } = await promisify(execFile)('curl', [
    ...[
      '-s',
      '--path-as-is',
      '--globoff',
      '-m',
      String(DEADLINE_S),
      '-X',
      method,
      '-w',
      '\n%{http_code} %{content_type}',
    ],
    ...['-H', `authorization: Bearer ${scene.platform.key(role)}`],
    ...(body === undefined
      ? []
      : ['-H', 'content-type: application/json', '--data-binary', JSON.stringify(body)]),
    `${url}/v1/apps/${scene.stage.tenant.app}${path}`,
  ]);
  const at = stdout.lastIndexOf('\n');
  const [status = '', type = ''] = stdout.slice(at + 1).split(' ');
  const isProblem = type.startsWith('application/problem+json');
  const said = isProblem
    ? (JSON.parse(stdout.slice(0, at)) as { code: string; errors: { pointer: string }[] })
    : undefined;
  return {
    status: Number(status),
    code: said?.code ?? '',
    pointers: said?.errors.map(({ pointer }) => pointer) ?? [],
  };
}

/** 400, with the field. */
export async function mustRefuse(scene: Scene, sent: Sent, pointer: string): Promise<void> {
  const { status, code, pointers } = await curl(scene, sent);
  const words = `${sent.method ?? 'GET'} ${sent.path.slice(0, 80)} at ${sent.service}: ${status} ${code} names ${JSON.stringify(pointers)}, not ${pointer}`;
  must(status === 400 && pointers.includes(pointer), words);
}
