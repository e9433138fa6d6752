// A process that floods one address: so many keep-alive sockets, each asking again as soon as it has its answer; or sockets that only sit there.
// Tells how many answers of each status it got. Run by clients/flood.ts.
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';

interface Flood {
  url: string;
  method: string;
  body: string;
  sockets: number;
  ms: number;
  /** Connects and says nothing. */
  isIdle: boolean;
}

const { url, method, body, sockets, ms, isIdle } = JSON.parse(process.argv[2] ?? '{}') as Flood;
const endMs = performance.now() + ms;
const counts: Record<string, number> = {};
const count = (what: string): void => void (counts[what] = (counts[what] ?? 0) + 1);
const agent = new Agent({ keepAlive: true, maxSockets: sockets });
const PAUSE_MS = 50;

const again = (): Promise<boolean> =>
  new Promise((resolve) => {
    const sent = request(
      url,
      { method, agent, headers: { 'content-type': 'application/json' } },
      (answer) => {
        count(String(answer.statusCode));
        answer.resume().once('close', () => resolve(true));
      },
    );
    // One that is turned away comes again, but not at once: this process has one core as well.
    sent.once('error', () => {
      count('cut');
      setTimeout(() => resolve(true), PAUSE_MS);
    });
    sent.end(method === 'POST' ? body : undefined);
  });

async function asks(): Promise<void> {
  while (performance.now() < endMs) await again();
}

function sits(): Promise<void> {
  const { hostname, port } = new URL(url);
  const open: Socket[] = Array.from({ length: sockets }, () =>
    connect(Number(port), hostname)
      .on('error', () => count('cut'))
      .on('close', () => count('closed')),
  );
  return new Promise((resolve) =>
    setTimeout(() => {
      for (const socket of open) socket.destroy();
      resolve();
    }, ms),
  );
}

const work = isIdle ? sits() : Promise.all(Array.from({ length: sockets }, asks));
void work.then(() => {
  console.log(JSON.stringify(counts));
  process.exit(0);
});
