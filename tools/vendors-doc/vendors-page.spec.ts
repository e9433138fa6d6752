// docs/vendors.md has a row for every vendor in the list, in each of its tables, and says of receipts what the vendor's code says.
import { CODE_REMEDIES, messageSent, TOPICS } from '@offline-push/contracts';
import { VENDORS } from '@offline-push/vendors/send';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { helpOf } from '../send/help';

const docs = join(__dirname, '../../docs');
const page = readFileSync(join(docs, 'vendors.md'), 'utf8');

/** Vendor → the cells of its row. */
function rowsUnder(heading: string): Map<string, string[]> {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| \[?`([a-z0-9-]+)`.*$/gm)];
  return new Map(
    rows.map(([row, vendor = '']) => [
      vendor,
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ]),
  );
}

const calls = rowsUnder('Calls');
const behaviour = rowsUnder('Behaviour');
const probed = rowsUnder('What a good probe has looked at');
const grouped = (count: number): string => count.toLocaleString('en');

const optionsText = readFileSync(join(docs, 'vendor-options.md'), 'utf8');

describe('newcomer 12: vendor-options.md', () => {
  it.each(VENDORS.map((vendor) => [vendor.id, vendor] as const))(
    'has every option of %s, and what it does',
    (id, vendor) => {
      const section = optionsText.split(`\n## ${id}\n`)[1]?.split('\n## ')[0] ?? '';
      const rows = [...section.matchAll(/^\| `(\w+)` \| (.+?) \| (.+) \|$/gm)].map(([, name]) => name);
      expect(rows).toEqual(Object.keys(vendor.options['properties'] as object));
    },
  );
  it('is where npm run why and npm run send lead to', () => {
    expect(CODE_REMEDIES['bad-options'].toDo).toContain('docs/vendor-options.md');
    expect(
      TOPICS.filter(({ name }) => name === messageSent.name)
        .map(helpOf)
        .join(''),
    ).toContain('docs/vendor-options.md');
  });
});

describe('vendors.md', () => {
  it('has the same vendors in both tables', () => {
    expect([...behaviour.keys()]).toEqual([...calls.keys()]);
  });
  it.each(VENDORS.map((vendor) => [vendor.id, vendor] as const))('has a full row for %s', (id, vendor) => {
    for (const row of [calls.get(id), behaviour.get(id)])
      expect(row?.filter((cell) => cell !== '')).toHaveLength(row?.length ?? -1);
    expect(calls.get(id)?.at(-1)).toBe(grouped(vendor.limits.concurrentCalls));
    expect(behaviour.get(id)?.[3]?.startsWith('none')).toBe(vendor.receipts === undefined);
  });
  it.each(VENDORS.map((vendor) => [vendor.id, vendor] as const))(
    'newcomer 3: says which fields a good probe of %s has looked at, by the names of its form',
    (id, { credential, settings }) => {
      const names = [credential, settings].flatMap((form) => Object.keys(form['properties'] as object));
      const [, fields = '', others = ''] = probed.get(id) ?? [];
      const said = [...`${fields} ${others}`.matchAll(/`(\w+)`/g)].map(([, name]) => name);
      expect(fields).not.toBe('');
      expect(said.filter((name) => name !== 'checkedHereOnly' && !names.includes(name ?? ''))).toEqual([]);
    },
  );
  it.each(VENDORS.map(({ id }) => id))("leads to %s's own page", (id) => {
    const link = /\]\((.+)\)/.exec(calls.get(id)?.[0] ?? '')?.[1] ?? 'nowhere';
    expect(existsSync(join(docs, link))).toBe(true);
  });
});
