// All that is kept of a user, as lines of JSON, for whoever must hand it out: stories and what was told last of their phones. No token is
// kept, and no text. Read a page at a time, as fast as the caller takes it.
import { Controller, Get, Logger, Param, StreamableFile } from '@nestjs/common';
import { Operation, Roles } from '@offline-push/service-kit';
import { Type } from '@sinclair/typebox';
import { Readable } from 'node:stream';
import { deviceIn, type Fact, ownerOf } from '../facts/fact';
import { FactStore } from '../facts/fact.store';
import { storyAnswer } from '../http/story-answer';
import { type ExportRow, ExportStore, NEWEST, type Place } from './export.store';

const AT_ONCE = 100;

interface Begun {
  facts: readonly Fact[];
  page: readonly ExportRow[];
}

@Controller('v1/apps/:app')
export class ExportController {
  private readonly logger = new Logger(ExportController.name);

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
  async export(@Param('app') app: string, @Param('user') user: string): Promise<StreamableFile> {
    // Before the answer begins, so that a database that is away is a plain refusal.
    const [facts, page] = [await this.facts.ofOwner(ownerOf(app, user)), await this.page(app, user, NEWEST)];
    const lines = Readable.from(this.lines(app, user, { facts, page }));
    // What has begun is cut: Nest would end it as if it were whole, or answer with the words of the error.
    return new StreamableFile(lines, { type: 'application/x-ndjson' })
      .setErrorHandler((error, response) => {
        this.logger.warn({ event: 'export-cut', app, error });
        response.destroy?.();
      })
      .setErrorLogger(() => undefined);
  }

  private page(app: string, user: string, before: Place): Promise<ExportRow[]> {
    return this.stories.page(app, user, before, AT_ONCE);
  }

  private async *lines(app: string, user: string, { facts, page }: Begun): AsyncGenerator<string> {
    const counts = { stories: 0, facts: 0 };
    for (const { key, kind, atMs, body } of facts) {
      counts.facts += 1;
      yield line({ line: 'fact', device: deviceIn(key), fact: kind, atMs: Math.floor(atMs), says: body });
    }
    for (let rows = page; ; ) {
      for (const { story } of rows) {
        const answer = story?.people.has(user) ? storyAnswer([story], (whose) => whose === user) : undefined;
        if (answer === undefined) continue;
        counts.stories += 1;
        // Of a message to many, the ledger of others is none of theirs.
        yield line({ line: 'story', ...answer, ledger: undefined });
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < AT_ONCE) break;
      rows = await this.page(app, user, last.place);
    }
    yield line({ line: 'end', app, user, ...counts });
  }
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;
