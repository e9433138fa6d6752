// Runs an HTTP server in its own thread: starts it, waits until it listens, and ends the process if the thread dies.
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { extname } from 'node:path';
import { platform } from 'node:process';
import { type MessagePort, parentPort, Worker } from 'node:worker_threads';
import type { Door } from './door';

interface Address {
  readonly host: string;
  readonly port: number;
}

type Opened = { readonly url: string } | { readonly failure: string };

/** Little memory, because the thread holds a few requests and no data. */
const MEMORY = { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 4, stackSizeMb: 2 };
const CLOSE_DEADLINE_MS = 6_000;
/** In specs and tools the thread runs from sources, and compiles them itself. */
const COMPILES = '../../../../tools/build/register.cjs';

export interface ThreadDoor {
  readonly worker: Worker;
  readonly url: string;
}

/** `file` has no ending; the thread's file ends like this one. Throws if the address is taken. */
export async function openThreadDoor<T extends Address>(file: string, workerData: T): Promise<ThreadDoor> {
  const ending = extname(__filename);
  const worker = new Worker(file + ending, {
    workerData,
    resourceLimits: MEMORY,
    ...(ending === '.ts' && { execArgv: ['-r', require.resolve(COMPILES)] }),
  });
  const opened = await new Promise<Opened>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
  worker.removeAllListeners('error');
  if ('failure' in opened) throw new Error(opened.failure);
  // Without a listener an error of the thread ends the process. That is wanted: without its port the process is of no use.
  return { worker, url: opened.url };
}

/** Takes no new requests, and waits a moment for the answers to those under way. */
export async function closeThreadDoor({ worker }: ThreadDoor): Promise<void> {
  const ended = once(worker, 'exit', { signal: AbortSignal.timeout(CLOSE_DEADLINE_MS) });
  worker.postMessage({ close: true });
  await ended.catch(() => undefined);
  await worker.terminate();
}

/** In the thread: the port to the process. */
export function portOfThread(): MessagePort {
  if (parentPort === null) throw new Error('this file runs in a thread of its own');
  return parentPort;
}

/** A lower priority than the process. Linux applies it to the calling thread alone, other systems to the whole process. */
const LATER = 5;

/** In the thread: opens the door and tells the process. */
export async function listenIn(port: MessagePort, door: Door, { host, port: at }: Address): Promise<void> {
  if (platform === 'linux') setPriority(LATER);
  try {
    port.postMessage({ url: await door.listen(host, at) } satisfies Opened);
  } catch (error) {
    port.postMessage({ failure: `cannot listen at ${host}:${at}: ${String(error)}` } satisfies Opened);
  }
}

/** In the thread: closes the door when the process says so, and ends. */
export function closeIn(port: MessagePort, door: Door): void {
  port.on('message', ({ close }: { close?: true }) => {
    if (close !== true) return;
    door.server.close(() => port.close());
    door.server.closeIdleConnections();
  });
}
