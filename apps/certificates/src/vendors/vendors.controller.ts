// Shows over HTTP what this release knows of each vendor, so that a console can draw the form of any vendor.
import { Controller, Get } from '@nestjs/common';
import { titled, VendorId } from '@offline-push/contracts';
import { AnyApp, Operation, Roles } from '@offline-push/service-kit';
import { CATALOG, type CatalogEntry, formFieldsOf } from '@offline-push/vendors/catalog';
import { type Static, Type } from '@sinclair/typebox';
import { FieldAnswer, FileDropAnswer, IconAnswer, says } from './form-answers';

const schema = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description });

const VendorAnswer = titled(
  'Vendor',
  Type.Object({
    id: VendorId,
    name: Type.String({ description: 'For people.' }),
    names: says('What people call it, shorter.'),
    icon: IconAnswer,
    console: says("The vendor's page that shows the values."),
    token: says('What an app reports as its token.'),
    fields: Type.Array(FieldAnswer, {
      description: "The form, in the order of the vendor's own pages. `part` says where a value belongs.",
    }),
    drops: Type.Array(FileDropAnswer, { description: 'The files of the vendor that fill the form.' }),
    credential: schema('JSON Schema of the secret part.'),
    settings: schema('JSON Schema of the rest.'),
    options: schema('JSON Schema of what a message may say under push.vendors.'),
    receipts: Type.Array(Type.String(), {
      description: 'What it reports back about a push. Empty: nothing.',
    }),
    limits: Type.Object({
      deliveriesPerPlan: Type.Integer({ description: 'Phones of its widest call, or of one planning.' }),
      concurrentCalls: Type.Integer({ description: 'Calls under way for a certificate.' }),
      callsPerSend: Type.Integer({ description: 'Calls that one push may take, one after the other.' }),
      deadlineMs: Type.Integer(),
    }),
  }),
);
type VendorAnswer = Static<typeof VendorAnswer>;

const VendorList = titled('VendorList', Type.Object({ vendors: Type.Array(VendorAnswer) }));
type VendorList = Static<typeof VendorList>;

const answerOf = (entry: CatalogEntry): VendorAnswer => ({
  id: entry.id,
  name: entry.displayName,
  names: namesOf(entry),
  icon: iconOf(entry),
  console: entry.words.console,
  token: entry.words.token,
  fields: formFieldsOf(entry) as Static<typeof FieldAnswer>[],
  drops: (entry.words.drops ?? []) as Static<typeof FileDropAnswer>[],
  credential: plain(entry.credential),
  settings: plain(entry.settings),
  options: plain(entry.options),
  receipts: [...(entry.receipts?.events ?? [])],
  limits: { callsPerSend: 1, ...entry.limits },
});

const namesOf = ({ words, displayName }: CatalogEntry) => words.name ?? { en: displayName, zh: displayName };
const PLAIN_TINT = '#44506a';
const iconOf = ({ icon, displayName }: CatalogEntry) => ({
  ...(icon ?? { tint: PLAIN_TINT, path: null }),
  letter: displayName.slice(0, 1).toUpperCase(),
});

/** As JSON Schema: without fields for TypeBox, and without its type for a text by a Unicode pattern, which other validators do not know. */
const plain = (value: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(value), (_, inner: unknown) => textOf(inner)) as Record<string, unknown>;

/** JSON Schema reads its patterns as Unicode; other flags it cannot say. */
function textOf(inner: unknown): unknown {
  const { type, flags, source, ...more } = Object(inner) as Record<string, unknown>;
  return type === 'RegExp' && flags === 'u' ? { type: 'string', pattern: source, ...more } : inner;
}

const LIST: VendorList = { vendors: CATALOG.map(answerOf) };

/** The first vendor, with shortened schemas. */
const EXAMPLE = {
  vendors: LIST.vendors.slice(0, 1).map(({ fields, ...vendor }) => ({
    ...vendor,
    ...{ fields: fields.slice(0, 2), credential: {}, settings: {}, options: {} },
  })),
};

@Controller('v1/vendors')
export class VendorsController {
  @Get()
  @Roles('viewer', 'operator', 'service')
  @AnyApp()
  @Operation({
    responseExample: EXAMPLE,
    summary:
      'The vendors that this release knows: their forms with labels and hints in English and Chinese, tokens and limits.',
    response: VendorList,
  })
  list(): VendorList {
    return LIST;
  }
}
