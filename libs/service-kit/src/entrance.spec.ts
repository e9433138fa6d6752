// Floods without a key at the API of a whole process, beside calls that have one.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildService } from '../fixtures/child-service';
import { sha256 } from '../fixtures/sample-app';

jest.setTimeout(60_000);

const SOCKETS = 900;
const CALLS = 12;
/** More than an address may ask at once: from now on answers are late. */
const BEGIN = 2_500;
/** Long, so that a slow machine is no refusal; whoever is kept out gets nothing, or 429. */
const DEADLINE_MS = 10_000;
const AGAIN_MS = 50;
/** The flood gets and loses its answers twice a second. */
const APART_MS = 130;
const WORDS =
  'POST /v1/apps/demo/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}';

const folder = mkdtempSync(join(tmpdir(), 'entrance-'));
let service: ChildService;
afterAll(async () => {
  service.kill('SIGKILL');
  await service.exit;
  rmSync(folder, { recursive: true });
});

/** So many sockets from 127.0.0.1, each asking again as soon as it has its answer, and coming again when it is cut. */
class Flood {
  readonly answers = new Map<string, number>();
  readonly #sockets = new Set<Socket>();
  #isOver = false;

  constructor(private readonly port: number) {
    for (let i = 0; i < SOCKETS; i++) this.#comes();
  }

  stop(): void {
    this.#isOver = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Resolves when it has so many answers. */
  async has(count: number): Promise<void> {
    const signal = AbortSignal.timeout(30_000);
    while ([...this.answers.values()].reduce((sum, each) => sum + each, 0) < count) {
      signal.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  #comes(): void {
    if (this.#isOver) return;
    const socket = connect(this.port, '127.0.0.1', () => socket.write(WORDS));
    this.#sockets.add(socket);
    socket.on('data', (chunk: Buffer) => {
      const status = /^HTTP\/1.1 (\d+)/.exec(chunk.toString('latin1'))?.[1] ?? 'other';
      this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
      socket.write(WORDS);
    });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      setTimeout(() => this.#comes(), AGAIN_MS);
    });
  }
}

/** Resolves with the status, a new connection each time. The service has no such route, and says so only to who has a key. */
async function calls(port: number, localAddress: string, key: string): Promise<number | undefined> {
  const sent = request({
    ...{ host: '127.0.0.1', port, localAddress, path: '/v1/apps/demo/messages', agent: false },
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(DEADLINE_MS),
  }).end();
  const [answer] = (await once(sent, 'response')) as [{ statusCode?: number; resume(): void }];
  answer.resume();
  return answer.statusCode;
}

it('P22: 900 sockets without a key keep nobody out who has one, at the same address or another', async () => {
  const file = join(folder, 'keys.json');
  writeFileSync(file, JSON.stringify([{ id: 'root', sha256: sha256('root-key'), app: '*', role: 'admin' }]));
  service = ChildService.start({
    ...{ SAMPLE_KEY: 'canary', KAFKA_BROKERS: '127.0.0.1:9092', API_KEYS_FILE: file },
  });
  const port = Number(new URL((await service.line('listening')).url ?? '').port);
  const flood = new Flood(port);
  try {
    await flood.has(BEGIN);
    for (const address of ['127.0.0.1', '127.0.0.2']) {
      const statuses: (number | undefined)[] = [];
      for (let i = 0; i < CALLS; i++) {
        statuses.push(await calls(port, address, 'root-key'));
        await new Promise((resolve) => setTimeout(resolve, APART_MS));
      }
      expect(statuses).toEqual(Array.from({ length: CALLS }, () => 404));
    }
    expect(flood.answers.get('401')).toBeGreaterThan(0);
  } finally {
    flood.stop();
  }
});
