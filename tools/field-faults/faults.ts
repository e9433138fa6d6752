// The list of all faults, by the sections of the issue that named them. A fault is in one small file of its section's folder.
import type { Fault } from './fault';
import { BINDINGS } from './bindings';
import { CALLS } from './calls';
import { CERTIFICATES } from './certificates';
import { CLOCKS } from './clocks';
import { DATABASE } from './database';
import { DOORS } from './doors';
import { INPUT } from './input';
import { KAFKA } from './kafka';
import { LANES } from './lanes';
import { LOG } from './log';
import { PRESENCE } from './presence';
import { VENDORS_DEMANDS } from './vendors';
import { TOOLS } from './tools';
import { WEBHOOKS } from './webhooks';

export const SECTIONS = {
  kafka: KAFKA,
  database: DATABASE,
  clocks: CLOCKS,
  presence: PRESENCE,
  bindings: BINDINGS,
  certificates: CERTIFICATES,
  doors: DOORS,
  input: INPUT,
  lanes: LANES,
  calls: CALLS,
  vendors: VENDORS_DEMANDS,
  tools: TOOLS,
  webhooks: WEBHOOKS,
  log: LOG,
} as const satisfies Record<string, readonly Fault[]>;

export const FAULTS: readonly (Fault & { section: string })[] = Object.entries(SECTIONS).flatMap(
  ([section, faults]) => faults.map((fault) => ({ ...fault, section })),
);
