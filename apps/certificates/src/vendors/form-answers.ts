// What GET /v1/vendors says of a form: its fields, the files that fill it, the icon. A program draws the form of any vendor from it.
import { oneOf, titled } from '@offline-push/contracts';
import { FIELD_KINDS } from '@offline-push/vendors/catalog';
import { Type } from '@sinclair/typebox';

const Words = Type.Object({ en: Type.String(), zh: Type.String() });
export const says = (description: string) => Type.Object(Words.properties, { description });
const Value = Type.Union([Type.String(), Type.Number()]);

const Look = Type.Object(
  { matches: Type.String({ description: 'A pattern of JSON Schema.' }), says: says('What it looks like.') },
  { description: 'A value that may belong elsewhere. It is said to whoever types it, and refuses nothing.' },
);

const ClickChoice = titled(
  'ClickChoice',
  Type.Object({
    action: Type.String(),
    label: says('What the choice is called.'),
    field: Type.Optional(
      Type.Object(
        {
          name: Type.String(),
          label: says('What stands beside the field.'),
          hint: says('What a value looks like.'),
          example: Type.String(),
        },
        { description: 'What it needs. Absent: nothing.' },
      ),
    ),
  }),
);

export const FieldAnswer = titled(
  'VendorField',
  Type.Object({
    part: Type.Union([Type.Literal('credential'), Type.Literal('settings')], {
      description: 'credential: sealed at once, never readable again.',
    }),
    name: Type.String(),
    kind: oneOf(
      FIELD_KINDS,
      'How a value is entered. lines: a text of several lines. click: an action, with the field that it needs. json: a value with parts, by the schema. fixed: `value`, which nobody enters.',
    ),
    required: Type.Boolean(),
    isSecret: Type.Boolean({ description: 'Not to be shown while it is typed.' }),
    isUsual: Type.Boolean({ description: 'Shown at once. Others may be folded away.' }),
    bindsTokens: Type.Boolean({
      description:
        'With another value all tokens of the certificate are useless: devices have to report new ones.',
    }),
    label: says('What stands beside the field.'),
    hint: says('What a value looks like, and what it does.'),
    where: says("Where it is found in the vendor's console."),
    looks: Type.Array(Look),
    choices: Type.Optional(
      Type.Array(Type.Object({ value: Value, label: says('What the choice is called.') })),
    ),
    clicks: Type.Optional(Type.Array(ClickChoice)),
    value: Type.Optional(Value),
    onlyIf: Type.Optional(
      Type.Object(
        { field: Type.String(), is: Type.String() },
        { description: 'Asked for only while another field has this value.' },
      ),
    ),
    example: Type.Optional(Type.Unknown({ description: 'A value that would be taken. Never of a secret.' })),
  }),
);

const Filling = Type.Union([
  Type.Object({ from: Type.Literal('content') }),
  Type.Object({ from: Type.Literal('key'), key: Type.String() }),
  Type.Object({ from: Type.Literal('file-name'), pattern: Type.String() }),
  Type.Object({ from: Type.Literal('word'), word: Type.String() }),
]);

export const FileDropAnswer = titled(
  'FileDrop',
  Type.Object({
    ending: Type.String({ description: 'Ending of its name, with the dot.' }),
    as: oneOf(['text', 'base64', 'json'], 'How it is read.'),
    has: Type.Optional(Type.Array(Type.String(), { description: 'Keys of the JSON by which it is known.' })),
    fills: Type.Record(Type.String(), Filling, {
      description:
        "Field → what fills it: the content, a key of the JSON, the first group of a pattern in the file's name, or a word.",
    }),
  }),
);

export const IconAnswer = Type.Object(
  {
    tint: Type.String({ description: 'Behind the drawing, as #rrggbb.' }),
    path: Type.Union([Type.String(), Type.Null()], {
      description: 'An SVG path in 24 by 24, drawn white and 2 wide. Null: there is none, show the letter.',
    }),
    letter: Type.String(),
  },
  { description: "A drawing of this project's own, by which people find the vendor again." },
);
