// The closed list of reasons, for pages that explain them: all codes with their words in the language of the caller.
import { Controller, Get } from '@nestjs/common';
import {
  type Actor,
  ACTOR_NAMES,
  CHECKS,
  codesOf,
  type Language,
  LANGUAGES,
  oneOf,
  type Reason,
  REASONS,
  titled,
} from '@offline-push/contracts';
import { AnyApp, Operation, Roles, SPOKEN, SpokenIn } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';

const words = (description: string) => Type.String({ description });

const ReasonList = titled(
  'ReasonList',
  Type.Object({
    language: oneOf(LANGUAGES, 'Of the texts. Codes are the same in all of them.'),
    actors: Type.Array(
      Type.Object({ who: oneOf(codesOf(ACTOR_NAMES), 'Who must act.'), name: words('Its name.') }),
    ),
    reasons: Type.Array(
      Type.Object({
        kind: oneOf(codesOf(REASONS), 'Where the code is used. One code may mean something else elsewhere.'),
        code: words('As in events and answers.'),
        number: Type.Optional(Type.Integer({ minimum: 1, description: 'Of a check: its place.' })),
        means: words('What it means; of a check: what it asks.'),
        who: oneOf(codesOf(ACTOR_NAMES), 'Who must act.'),
        toDo: words('What is to be done; of a check: if it fails.'),
      }),
    ),
  }),
);
type ReasonList = Static<typeof ReasonList>;

@Controller('v1')
export class ReasonsController {
  @Get('reasons')
  @AnyApp()
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'Every code that says why a phone did not ring, with what it means and who must act',
    response: ReasonList,
    ...SPOKEN,
  })
  list(@SpokenIn(LANGUAGES) language: Language): ReasonList {
    return { language, actors: actorsIn(language), reasons: reasonsIn(language) };
  }
}

const actorsIn = (language: Language): ReasonList['actors'] =>
  codesOf(ACTOR_NAMES).map((who: Actor) => ({ who, name: ACTOR_NAMES[who][language] }));

const reasonsIn = (language: Language): ReasonList['reasons'] =>
  codesOf(REASONS).flatMap((kind) =>
    Object.entries<Reason>(REASONS[kind]).map(([code, { means, who, toDo }]) => ({
      ...{ kind, code, means: means[language], who, toDo: toDo[language] },
      ...(kind === 'check' && { number: CHECKS[code as keyof typeof CHECKS].number }),
    })),
  );
