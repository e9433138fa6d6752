// proto3's JSON: how a value may be written, and how Google says that one is not.
import type { Fields } from './fake-fields';
import { readJson } from './fake-json';

const FIELDS: Fields = {
  word: { is: 'string' },
  flag: { is: 'bool' },
  count: { is: 'int' },
  part: { is: 'float' },
  words: { is: 'text-map' },
};
const read = (value: object) => readJson(Buffer.from(JSON.stringify(value)), FIELDS);

it.each([
  [{ count: 3 }, { count: 3 }],
  [{ count: '3' }, { count: 3 }],
  [{ count: -2_147_483_648 }, { count: -2_147_483_648 }],
  [{ part: 0.5 }, { part: 0.5 }],
  [{ part: '0.5' }, { part: 0.5 }],
  [{ part: '1e-1' }, { part: 0.1 }],
  [{ word: null }, {}],
])('%j is %j', (written, value) => expect(read(written)).toEqual({ value }));

it.each<[object, string, string]>([
  [{ word: [] }, 'word', "Invalid value at 'word' (TYPE_STRING), []"],
  [{ flag: 'yes' }, 'flag', 'Invalid value at \'flag\' (TYPE_BOOL), "yes"'],
  [{ count: 2_147_483_648 }, 'count', "Invalid value at 'count' (TYPE_INT32), 2147483648"],
  [{ count: 1.5 }, 'count', "Invalid value at 'count' (TYPE_INT32), 1.5"],
  [{ count: '' }, 'count', 'Invalid value at \'count\' (TYPE_INT32), ""'],
  [{ part: 'much' }, 'part', 'Invalid value at \'part\' (TYPE_FLOAT), "much"'],
  [{ words: { a: 'b', c: 12 } }, 'words[1].value', "Invalid value at 'words[1].value' (TYPE_STRING), 12"],
])('%j is wrong at %s', (written, field, description) =>
  expect(read(written)).toEqual({ violations: [{ field, description }] }),
);
