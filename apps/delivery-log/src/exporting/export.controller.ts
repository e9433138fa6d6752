// All that is kept of a user, as lines of JSON, for whoever must hand it out: stories and what was told last of their phones. No token is
// kept, and no text. Read a page at a time, as fast as the caller takes it.
import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { Operation, Roles } from '@offline-push/service-kit';
import { Type } from '@sinclair/typebox';
import { Readable } from 'node:stream';
import { deviceIn, ownerOf } from '../facts/fact';
import { FactStore } from '../facts/fact.store';
import { storyAnswer } from '../http/story-answer';
import { ExportStore, NEWEST } from './export.store';

const AT_ONCE = 100;

@Controller('v1/apps/:app')
export class ExportController {
  constructor(
    private readonly stories: ExportStore,
    private readonly facts: FactStore,
  ) {}

  @Get('users/:user/export')
  @Roles('operator')
  @Operation({
    summary: 'What is kept of a user, as lines of JSON (application/x-ndjson)',
    details:
      'The field `line` says what each is: `story` (as in `GET …/messages/{id}/story`, with the devices of this user alone), `fact` (the newest of each kind about a phone), and at last `end`: without it something is missing.',
    responseType: 'application/x-ndjson',
    response: Type.String({ description: 'Lines of JSON, the newest stories first.' }),
  })
  export(@Param('app') app: string, @Param('user') user: string): StreamableFile {
    return new StreamableFile(Readable.from(this.lines(app, user)), { type: 'application/x-ndjson' });
  }

  private async *lines(app: string, user: string): AsyncGenerator<string> {
    const counts = { stories: 0, facts: 0 };
    for (const { key, kind, atMs, body } of await this.facts.ofOwner(ownerOf(app, user))) {
      counts.facts += 1;
      yield line({ line: 'fact', device: deviceIn(key), fact: kind, atMs: Math.floor(atMs), says: body });
    }
    let before = NEWEST;
    for (;;) {
      const rows = await this.stories.page(app, user, before, AT_ONCE);
      for (const { story } of rows) {
        const answer = story?.people.has(user) ? storyAnswer([story], (whose) => whose === user) : undefined;
        if (answer === undefined) continue;
        counts.stories += 1;
        // Of a message to many, the ledger of others is none of theirs.
        yield line({ line: 'story', ...answer, ledger: undefined });
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < AT_ONCE) break;
      before = last.place;
    }
    yield line({ line: 'end', app, user, ...counts });
  }
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;
