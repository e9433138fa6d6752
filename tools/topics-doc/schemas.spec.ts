// The schemas that we publish, as a stranger uses them: Ajv for 2020-12 with its default options and with all of its strictness.
import { TOPICS } from '@offline-push/contracts';
import Ajv2020, { type AnySchemaObject } from 'ajv/dist/2020';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { typeNameOf } from './schemas';

const docs = join(__dirname, '../../docs');
const read = (path: string) => JSON.parse(readFileSync(join(docs, path), 'utf8')) as AnySchemaObject;
const schemas = readdirSync(join(docs, 'schemas')).filter((file) => file.endsWith('.json'));
const topicOf = (file: string): string => file.slice(0, -'.json'.length);
const examples = schemas.flatMap((file) =>
  readdirSync(join(docs, 'examples', topicOf(file))).map((name) => [
    file,
    `examples/${topicOf(file)}/${name}`,
  ]),
);

/** What it would only write to the console is a failure too. */
const complaining = (said: string[]) => ({
  log() {},
  warn: (it: string) => said.push(it),
  error: (it: string) => said.push(it),
});

describe('operations 2.10: the JSON Schemas', () => {
  it('are those of all topics', () => {
    expect(schemas.map(topicOf).sort()).toEqual(TOPICS.map(({ name }) => name).sort());
  });

  it.each(schemas)('%s is taken by Ajv without a word', (file) => {
    const said: string[] = [];
    new Ajv2020({ logger: complaining(said) }).compile(read(`schemas/${file}`));
    new Ajv2020({ strict: true, validateFormats: true, logger: complaining(said) }).compile(
      read(`schemas/${file}`),
    );
    expect(said).toEqual([]);
  });

  it('can all be loaded at once and found by their absolute addresses', () => {
    const ajv = new Ajv2020();
    for (const file of schemas) ajv.addSchema(read(`schemas/${file}`));
    for (const file of schemas) {
      const { $id = '', title } = read(`schemas/${file}`) as { $id?: string; title?: string };
      expect(new URL($id).pathname.endsWith(`/${file}`)).toBe(true);
      expect(ajv.getSchema($id)).toBeDefined();
      expect(title).toMatch(/^[A-Z][A-Za-z]+$/);
    }
    expect(typeNameOf('message.sent.v1')).toBe('MessageSent');
    expect(typeNameOf('dead-letter.v1')).toBe('DeadLetter');
  });

  it.each(examples)('%s takes %s', (schema, example) => {
    const check = new Ajv2020().compile(read(`schemas/${schema}`));
    expect([check(read(example ?? '')), check.errors]).toEqual([true, null]);
  });

  it.each([
    ['NUL in an id', 'a\u0000'],
    ['C1 in an id', 'a\u0085'],
    ['a line separator in an id', 'a\u2028'],
    ['an empty id', ''],
    ['a long id', 'x'.repeat(129)],
  ])('still refuse %s', (_, user) => {
    const check = new Ajv2020().compile(read('schemas/session.changed.v1.json'));
    const event = { app: 'demo', user, device: 'd', session: 's', change: 'logged-in' };
    expect([check(event), check({ ...event, user: 'bob' })]).toEqual([false, true]);
  });
});
