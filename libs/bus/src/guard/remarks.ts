// Counts oddities of records that were accepted, so that a misspelt field or a wrong key is seen before a push is missing.
// Names come from outside, so their number per topic is bounded; the others count as "other".
import { Logger } from '@nestjs/common';
import { oddRecords, repairedFields, unknownFields } from '../metrics';
import type { Remarks } from './inspect';

/** The most unknown names per topic, for the life of the process. */
const MAX_NAMES = 50;
const MAX_NAME = 64;

const logger = new Logger('Remarks');
const seen = new Map<string, Set<string>>();

export function countRemarks(topic: string, { oddities, unknownFields: names, repaired }: Remarks): void {
  for (const oddity of oddities) oddRecords.inc({ topic, oddity });
  for (const field of repaired) repairedFields.inc({ topic, field });
  for (const name of names) unknownFields.inc({ topic, field: labelOf(topic, name) });
}

/** A new name is logged once. */
function labelOf(topic: string, name: string): string {
  const label = asLabel(name);
  const known = seen.get(topic) ?? new Set();
  if (known.has(label)) return label;
  if (known.size >= MAX_NAMES) return 'other';
  seen.set(topic, known.add(label));
  logger.warn({ event: 'unknown-field', topic, field: label });
  return label;
}

const asLabel = (name: string): string =>
  name
    .slice(0, MAX_NAME)
    .toWellFormed()
    .replace(/[^\x20-\x7e\u00a0-\ud7ff\ue000-\uffff]/g, '\ufffd');
