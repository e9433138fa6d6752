// The schemas that a console gets of each vendor are JSON Schema to other people's validators, and say the same there as here.
import { type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { entryNamed } from '@offline-push/vendors/catalog';
import Ajv, { type AnySchemaObject } from 'ajv';
import { VendorsController } from './vendors.controller';

const { vendors } = new VendorsController().list();
const PARTS = ['credential', 'settings', 'options'] as const;
const schemas = vendors.flatMap((vendor) =>
  PARTS.map((part) => [vendor.id, part, vendor[part] as AnySchemaObject] as const),
);

describe('newcomer 14: the schemas of GET /v1/vendors', () => {
  it.each(schemas)('of %s: %s compiles in Ajv, without a warning', (_id, _part, schema) =>
    expect(new Ajv({ strictTypes: true }).compile(schema)).toBeInstanceOf(Function),
  );

  it.each([
    ['Alice', true],
    ['', false],
    [' \n ', false],
    ['a smile 😀', false],
    ['𠮷'.repeat(128), true],
    ['𠮷'.repeat(129), false],
  ])("take a template's value as dispatch does: %j is %p", (value, isGood) => {
    const options = { templateParam: { name: value } };
    const published = new Ajv().compile(vendors.find(({ id }) => id === 'xiaomi')?.options ?? {});
    const own = entryNamed('xiaomi')?.options as TSchema;
    expect([published(options), Value.Check(own, options)]).toEqual([isGood, isGood]);
  });
});
