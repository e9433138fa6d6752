// The answer about a probe. Pure.
import { titled } from '@offline-push/contracts';
import { Type } from '@sinclair/typebox';

export const ProbeAnswer = titled(
  'Probe',
  Type.Union([
    Type.Object({
      result: Type.Literal('good'),
      checkedHereOnly: Type.Optional(
        Type.String({
          description: 'The vendor has nothing to ask without a phone: what was checked instead.',
        }),
      ),
    }),
    Type.Object({
      result: Type.Literal('wrong'),
      field: Type.String({ description: 'JSON pointer into the form. "": the vendor does not say which.' }),
      says: Type.String(),
    }),
    Type.Object({ result: Type.Literal('unknown'), says: Type.String() }),
  ]),
);
