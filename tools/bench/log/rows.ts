// Messages → rows, made by delivery-log's own code: what is read back is what it writes. Pure.
/* eslint-disable @nx/enforce-module-boundaries -- a benchmark of stored rows needs the code that makes them */
import { filedUnder, newChange, partOfDraft } from '../../../apps/delivery-log/src/book/part';
import { type Counts, count } from '../../../apps/delivery-log/src/ledger/boxes';
import {
  type Fact,
  ofBinding,
  ofCertificateChange,
  ofPresence,
  ofSession,
} from '../../../apps/delivery-log/src/facts/fact';
import { column } from './copy';
import type { Message } from './mix';
import { APPS, certificateOf, userOf, VENDORS } from './people';

export interface Lines {
  story: string;
  lookup: string;
}

export const STORY_COLUMNS = '(message, day, part, body)';
export const LOOKUP_COLUMNS = '(key, message, sent_s, day, part)';
export const FACT_COLUMNS = '(kind, key, owner, at_ms, body)';
export const LEDGER_COLUMNS = '(app, hour, due_hour, box, reason, count)';

export function linesOf({ drafts }: Message, today: number, counts: Counts): Lines {
  let [story, lookup] = ['', ''];
  for (const draft of drafts) {
    const change = newChange(partOfDraft(draft, today));
    count(counts, change.story, 1);
    story += `${change.message}\t${change.day}\t${change.part}\t${column(change.body)}\n`;
    for (const { key, message, sentS, day, part } of filedUnder(change))
      lookup += `${key}\t${message}\t${sentS}\t${day}\t${part}\n`;
  }
  return { story, lookup };
}

export const ledgerLines = (counts: Counts): string =>
  [...counts.values()]
    .map(({ line: { app, hour, dueHour, box, reason }, count: n }) =>
      [app, hour, dueHour, box, `${reason}\t${n}\n`].join('\t'),
    )
    .join('');

/** What was told of each phone of a user: it is offline, logged in and bound. */
export function factLines(app: number, n: number, atMs: number): string {
  const { app: id, user, phones } = userOf(app, n);
  return phones
    .flatMap(({ device, session, vendor, certificateId, tokenHash }): Fact[] => {
      const of = { app: id, user, device, session };
      return [
        ...ofSession({ ...of, change: 'logged-in', platform: 'android', atMs }, atMs),
        ...ofPresence({ ...of, status: 'offline', phase: 'unknown', atMs }, atMs),
        ...ofBinding(
          { ...of, change: 'bound', cause: 'reported', certificateId, vendor, tokenHash, atMs },
          atMs,
        ),
      ];
    })
    .map(factLine)
    .join('');
}

export function certificateLines(atMs: number): string {
  return APPS.flatMap((app, a) =>
    VENDORS.flatMap((vendor, v) => {
      const sealed = { keyId: 'k1', nonce: '', box: '' };
      const versions = [{ version: 3, effectiveAtMs: atMs, settings: {}, credential: sealed }];
      const of = { app, certificateId: certificateOf(a, v), vendor, name: vendor, state: 'enabled' as const };
      return ofCertificateChange({ ...of, changedAtMs: atMs, versions });
    }),
  )
    .map(factLine)
    .join('');
}

const factLine = ({ kind, key, owner, atMs, body }: Fact): string =>
  `${kind}\t${column(key)}\t${column(owner)}\t${atMs}\t${column(JSON.stringify(body))}\n`;
