// What changes, as it changes: an event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html) of the stories and lanes of an app.
import { Controller, Get, Logger, Param, Req, Res } from '@nestjs/common';
import { DeviceId, MessageId, UserId } from '@offline-push/contracts';
import { Operation, Roles, ValidQuery } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import type { Request, Response } from 'express';
import { Limits } from '../delivery-log.config';
import { ABOUT_LIVE, LAST_EVENT_ID, LIVE_EXAMPLE } from './live-answer';
import { LiveStore } from './live.store';
import { Outlet, STREAM_HEADERS } from './outlet.steps';
import { Stream } from './stream.steps';
import { Watchers } from './watchers.worker';

const Narrowed = Type.Object(
  {
    message: Type.Optional(MessageId),
    user: Type.Optional(UserId),
    device: Type.Optional(DeviceId),
    stories: Type.Optional(Type.Boolean({ description: 'false: lanes only. Absent: true.' })),
    lanes: Type.Optional(
      Type.Boolean({
        description: 'Lane states, too. Absent: true, unless message, user or device is given.',
      }),
    ),
    lastEventId: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'For clients that cannot set the header Last-Event-ID, which goes before it.',
      }),
    ),
  },
  { additionalProperties: false },
);
type Narrowed = Static<typeof Narrowed>;

@Controller('v1/apps/:app')
export class LiveController {
  private readonly logger = new Logger(LiveController.name);

  constructor(
    private readonly live: LiveStore,
    private readonly watchers: Watchers,
    private readonly limits: Limits,
  ) {}

  @Get('live')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'What changes in the stories and lanes of an app, as server-sent events',
    details: ABOUT_LIVE,
    query: Narrowed,
    sends: [LAST_EVENT_ID],
    responseType: 'text/event-stream',
    response: Type.String({ description: 'Server-sent events.' }),
    responseExample: LIVE_EXAMPLE,
    problems: {
      503: 'unavailable, or too-many-streams: this pod has as many as it may (DELIVERY_LOG_LIVE_STREAMS).',
    },
  })
  async follow(
    @Param('app') app: string,
    @ValidQuery(Narrowed) narrowed: Narrowed,
    @Req() request: Request,
    // Without passthrough: Nest leaves the answer to us, which does not end.
    @Res() response: Response,
  ): Promise<void> {
    if (request.method === 'HEAD') return void response.writeHead(200, STREAM_HEADERS).end();
    const lastEventId = request.header('last-event-id') ?? narrowed.lastEventId;
    const { live, watchers, limits } = this;
    const stream = new Stream(app, { ...narrowed, lastEventId }, { live, watchers, limits });
    watchers.add(stream);
    const gone = (): void => {
      watchers.remove(stream);
      stream.end();
    };
    const beginning = await stream.begin().catch((error: unknown) => {
      gone();
      throw error;
    });
    const outlet = new Outlet(response, gone);
    outlet.begin(request);
    stream.run(outlet, beginning).catch((error: unknown) => {
      this.logger.error({ event: 'stream-failed', error });
      outlet.cut();
    });
  }
}
