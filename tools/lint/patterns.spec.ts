// FF 2.1: no pattern takes time that grows faster than its input. The linter sees regular expressions as they stand in the code; here are
// the patterns of schemas, which are texts to it, and those with large bounds, which count as none: {100,20000} of one class beside another
// that takes the same characters is 20,000 times 20,000 steps. Steps are not counted by the clock but found by analysis (scslre).
import { TOPICS } from '@offline-push/contracts';
import { VENDORS } from '@offline-push/vendors/send';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from 'scslre';
import ts from 'typescript';

const root = join(__dirname, '../..');

/** A bound that is so large is no bound. */
const LARGE = 32;
const unbounded = (source: string): string =>
  source.replace(/\{(\d{1,9}),(\d{1,9})\}/g, (all, from: string, to: string) =>
    Number(to) < LARGE ? all : `{${Math.min(Number(from), 2)},}`,
  );

/** What is wrong with it; empty: nothing. */
const complaints = (source: string, flags = ''): string[] =>
  analyse(new RegExp(unbounded(source), flags.replace('y', ''))).reports.map(
    ({ type, exponential }) => `${source}: ${exponential ? 'exponential' : 'polynomial'} (${type})`,
  );

type Json = Record<string, unknown>;
const isBranch = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function* schemasIn(value: unknown, at: string, seen = new Set<unknown>()): Iterable<[string, Json]> {
  if (!isBranch(value) || seen.has(value)) return;
  seen.add(value);
  yield [at, value];
  for (const [name, inner] of Object.entries(value)) yield* schemasIn(inner, `${at}/${name}`, seen);
}

const patternsOf = (schema: Json): string[] => [
  ...(typeof schema['pattern'] === 'string' ? [schema['pattern']] : []),
  ...(isBranch(schema['patternProperties']) ? Object.keys(schema['patternProperties']) : []),
];

function* literalsIn(file: string): Iterable<[source: string, flags: string]> {
  const text = readFileSync(file, 'utf8');
  const waiting: ts.Node[] = [ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      yield [node.text.slice(1, end), node.text.slice(end + 1)];
    }
    ts.forEachChild(node, (child) => void waiting.push(child));
  }
}

const sources = ['apps', 'libs', 'tools'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(spec|d)\.ts$|fixtures/.test(file))
    .map((file) => join(root, folder, file)),
);

describe('FF 2.1: time grows with the input and no faster', () => {
  it('the analysis finds what blocked certificates for minutes', () => {
    expect(complaints('^\\s*MI[A-Za-z0-9+/\\s]{100,20000}={0,2}\\s*$')).not.toEqual([]);
    expect(complaints('^[a-z]{1,64}$')).toEqual([]);
  });

  it('in every schema of topics and vendors', () => {
    const places = [...TOPICS, ...VENDORS].flatMap((one) => [...schemasIn(one, '')]);
    const patterns = new Set(places.flatMap(([, schema]) => patternsOf(schema)));
    expect(patterns.size).toBeGreaterThan(40);
    expect([...patterns].flatMap((pattern) => complaints(pattern))).toEqual([]);
  });

  it('in every regular expression of the code', () => {
    const found = new Map(sources.flatMap((file) => [...literalsIn(file)].map((it) => [it.join('/'), it])));
    expect(found.size).toBeGreaterThan(150);
    expect([...found.values()].flatMap(([source, flags]) => complaints(source, flags))).toEqual([]);
  });

  it.each(VENDORS.map((vendor) => [vendor.id, vendor] as const))(
    'every text that an operator enters for %s has a longest length',
    (_, { settings, credential }) => {
      const texts = [...schemasIn({ settings, credential }, '')].filter(([, { type }]) => type === 'string');
      const endless = texts.filter(
        ([, { maxLength, const: word }]) => maxLength === undefined && word === undefined,
      );
      expect(endless.map(([at]) => at)).toEqual([]);
    },
  );
});
