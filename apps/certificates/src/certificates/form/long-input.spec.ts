// FF 2.1: what is too long is refused by its length, in the same words for every vendor.
import { CATALOG } from '@offline-push/vendors/catalog';
import type { TSchema } from '@sinclair/typebox';
import { VendorForms } from './vendor-form';

const forms = new VendorForms(CATALOG);
const KB_200 = 200_000;
/** What opened the worst case of each field, then signs that its class takes, then one that it does not. */
const FILLINGS = [
  'A',
  '9',
  '\n',
  'MI' + 'A'.repeat(100) + ' ',
  'a.',
  'https://a',
  '-----BEGIN PRIVATE KEY-----\n',
];

interface Field {
  path: string[];
  schema: TSchema;
}

/** The texts of a form, whichever variant they are in. */
function textsIn(schema: TSchema, path: string[]): Field[] {
  const inner = Object.entries((schema['properties'] ?? {}) as Record<string, TSchema>);
  const own = schema['type'] === 'string' && !('const' in schema) ? [{ path, schema }] : [];
  const variants = ((schema['anyOf'] ?? []) as TSchema[]).flatMap((one) => textsIn(one, path));
  return [...own, ...variants, ...inner.flatMap(([name, field]) => textsIn(field, [...path, name]))];
}

const nested = ([first, ...rest]: readonly string[], value: unknown): Record<string, unknown> => ({
  [first ?? '']: rest.length === 0 ? value : nested(rest, value),
});

describe.each(CATALOG.map((vendor) => [vendor.id, vendor] as const))('FF 2.1: %s', (id, vendor) => {
  const fields = textsIn(vendor.credential, []).filter(({ path }) => path.at(-1) !== 'type');

  it.each(fields.map(({ path }) => path.join('/')))('refuses 200 kB in %s by its length', (pointer) => {
    for (const filling of FILLINGS) {
      const value = filling.padEnd(KB_200, filling) + '!';
      const type = pointer.startsWith('p12') || pointer === 'password' ? 'p12' : 'p8';
      const credential = { ...(id === 'apns' && { type }), ...nested(pointer.split('/'), value) };
      const startedAt = process.cpuUsage();
      const problems = forms.problems(id, { settings: {}, credential });
      const spent = process.cpuUsage(startedAt);
      expect(problems).toContainEqual({
        pointer: `/credential/${pointer}`,
        rule: expect.stringMatching(/^must have at most [\d,]+ characters/),
      });
      // A pattern that tried all lengths would take minutes.
      expect(spent.user).toBeLessThan(2_000_000);
    }
  });
});
