// What the API's description shows as examples must be what the vendor takes: people copy it.
import { unknownIn } from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
import { VENDORS } from './registry';

it.each(
  VENDORS.flatMap((vendor) => [
    [vendor.id, 'settings', vendor.settings] as const,
    [vendor.id, 'credential', vendor.credential] as const,
  ]),
)('%s shows an example of its %s, and takes it', (_id, _part, schema) => {
  const examples = schema['examples'] as unknown[];
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) {
    expect([...Value.Errors(schema, example)].map(({ path, message }) => `${path} ${message}`)).toEqual([]);
    expect(unknownIn(schema, example)).toEqual([]);
  }
});

it.each(VENDORS.map((vendor) => [vendor.id, vendor] as const))(
  'issue 10, stop 10: the credential that %s shows can be used as it is',
  async (_id, { credential, hurdle }) => {
    for (const example of credential['examples'] as unknown[])
      expect(await hurdle?.(example)).toBeUndefined();
  },
);
