// Ctrl-C, SIGTERM and a closed terminal end the parts in order. Harder endings are the watchdog's.
import { constants } from 'node:os';

interface Endable {
  stop(): Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const open = new Set<Endable>();
let ending = false;

/** Stops the parts when the tool is told to end, and only then lets it end. */
export function endWithTool(parts: Endable): void {
  if (open.size === 0) for (const signal of SIGNALS) process.on(signal, endTool);
  open.add(parts);
}

/** A second signal while it ends changes nothing: npm passes on what the terminal has sent already, and every stop has its deadline. */
async function endTool(signal: NodeJS.Signals): Promise<void> {
  if (ending) return;
  ending = true;
  const results = await Promise.allSettled([...open].map((parts) => parts.stop()));
  for (const result of results) if (result.status === 'rejected') console.error(result.reason);
  process.exit(128 + constants.signals[signal]);
}
