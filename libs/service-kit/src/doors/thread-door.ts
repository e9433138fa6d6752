// A door in a thread of its own: started, awaited until it listens, and missed when it dies.
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

/** It holds a few requests and no data. */
const MEMORY = { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 4, stackSizeMb: 2 };
const CLOSE_DEADLINE_MS = 6_000;
/** Sources, as in specs and tools, are compiled by the thread itself. */
const COMPILES = '../../../../tools/build/register.cjs';

export interface ThreadDoor {
  readonly worker: Worker;
  readonly url: string;
}

/** `file`: without its ending, which is that of the caller's file. Throws if the address is taken. */
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
  // An error event without a listener is an uncaught error of the process, as it should be: without its doors nobody can see it.
  return { worker, url: opened.url };
}

/** Nobody new comes in; who is in gets an answer, if it takes no longer than a moment. */
export async function closeThreadDoor({ worker }: ThreadDoor): Promise<void> {
  const ended = once(worker, 'exit', { signal: AbortSignal.timeout(CLOSE_DEADLINE_MS) });
  worker.postMessage({ close: true });
  await ended.catch(() => undefined);
  await worker.terminate();
}

/** In the thread: the way to the process. */
export function portOfThread(): MessagePort {
  if (parentPort === null) throw new Error('this file runs in a thread of its own');
  return parentPort;
}

/** The rest of the process comes first. Linux takes it for the calling thread alone, other systems for the whole process. */
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
