// What is done with a webhook over HTTP: enabled, disabled, given a new secret, tried, sent again what it was sent.
import { randomBytes } from 'node:crypto';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { EpochMs, titled } from '@offline-push/contracts';
import { Asked, ETAG, IF_MATCH, Operation, Roles, ValidBody, ValidQuery } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { Calls } from '../calls.steps';
import { WebhookChanges, type WebhookPath } from '../changes.steps';
import { envelope } from '../pieces';
import { QueueStore } from '../queue.store';
import { Secrets } from '../secrets.steps';
import { type Cause, rotated, switched, type Webhook } from '../webhook';
import { badTimes, requireMatchIfSent } from './refusals';
import { answerShown, AnswerShown, NewWebhookAnswer, WebhookAnswer } from './webhook-answer';

const Rotation = Type.Object(
  {
    oldForSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 604_800,
        default: 86_400,
        description:
          'How long the secrets before it sign beside it, until the receiver knows it. Absent: a day. 0: for one that leaked.',
      }),
    ),
  },
  { additionalProperties: false },
);
type Rotation = Static<typeof Rotation>;

const ReplayTimes = Type.Object(
  {
    fromMs: EpochMs('Of events that came since then.'),
    toMs: Type.Optional(EpochMs('Until then. Absent: now.')),
  },
  { additionalProperties: false },
);
type ReplayTimes = Static<typeof ReplayTimes>;

const ReplayedAnswer = titled(
  'WebhookReplay',
  Type.Object({
    requests: Type.Integer({ description: 'How many are sent again, as they were and under their ids.' }),
    events: Type.Integer({ description: 'How many events they carry.' }),
    isMore: Type.Boolean({ description: 'There are more: go on with `fromMs` = `untilMs`.' }),
    untilMs: Type.Optional(EpochMs('When the last of them came.')),
  }),
);
type ReplayedAnswer = Static<typeof ReplayedAnswer>;

/** Requests of one replay. */
const MOST_REPLAYED = 2_000;
const CHANGES_ONE = { sends: [{ ...IF_MATCH, isRequired: false }], answers: [ETAG] };

@Controller('v1/apps/:app/webhooks/:webhook')
export class WebhookActionsController {
  constructor(
    private readonly changes: WebhookChanges,
    private readonly queue: QueueStore,
    private readonly calls: Calls,
    private readonly secrets: Secrets,
  ) {}

  @Post('enable')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    ...CHANGES_ONE,
    summary: 'Enable a webhook (again). What waits for it is sent at once, the oldest first.',
    response: WebhookAnswer,
  })
  async enable(@Asked() asked: Asked<WebhookPath>): Promise<WebhookAnswer> {
    const changed = await this.switch(asked, undefined);
    await this.queue.enabled(changed.id, this.changes.nowMs);
    return this.changes.answer(changed, asked);
  }

  @Post('disable')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    ...CHANGES_ONE,
    summary: 'Send a webhook nothing, until it is enabled. What happens meanwhile waits for it.',
    response: WebhookAnswer,
  })
  async disable(@Asked() asked: Asked<WebhookPath>): Promise<WebhookAnswer> {
    return this.changes.answer(await this.switch(asked, 'asked'), asked);
  }

  @Post('rotate')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    ...CHANGES_ONE,
    summary: 'Draw a new secret. The answer has it, once; the old ones sign beside it for a while.',
    query: Rotation,
    response: NewWebhookAnswer,
    problems: { 503: 'no-seal-keys: the service has no key ring for secrets.' },
  })
  async rotate(
    @Asked() asked: Asked<WebhookPath>,
    @ValidQuery(Rotation) { oldForSeconds = 86_400 }: Rotation,
  ): Promise<NewWebhookAnswer> {
    let secret = '';
    const changed = await this.changes.make(asked, 'secret-rotated', (found, nowMs) => {
      requireMatchIfSent(asked.headers['if-match'], found);
      const number = Math.max(0, ...found.secrets.map((kept) => kept.number)) + 1;
      const drawn = this.secrets.draw(found, number, nowMs);
      secret = drawn.secret;
      return rotated(found, drawn.kept, { nowMs, oldUntilMs: nowMs + oldForSeconds * 1000 });
    });
    return { ...this.changes.answer(changed, asked), secret };
  }

  @Post('test')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'Send one event of the type webhook.test now, also while it is disabled, and see the answer.',
    response: AnswerShown,
  })
  async test(@Asked() asked: Asked<WebhookPath>): Promise<AnswerShown> {
    const found = await this.changes.find(asked.path);
    const [id, atMs] = [randomBytes(12).toString('base64url'), this.changes.nowMs];
    const event = JSON.stringify({ id, type: 'webhook.test', atMs, webhook: found.id });
    const body = envelope(found.app, atMs, `[${event}]`);
    const request = { webhookId: `msg_test_${id}`, body, events: 1, attempt: 1 };
    return answerShown((await this.calls.post(found, request)).answer);
  }

  @Post('replay')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'Send again what a webhook took, by the time when it came.',
    details:
      'Requests go as they were, under their ids and in the order in which they went first, before what is new: a receiver drops those that it has had. Events are kept for DELIVERY_LOG_WEBHOOK_KEEP_HOURS.',
    body: ReplayTimes,
    bodyExamples: { hour: { fromMs: 1_790_000_000_000, toMs: 1_790_003_600_000 } },
    response: ReplayedAnswer,
  })
  async replay(
    @Asked() asked: Asked<WebhookPath>,
    @ValidBody(ReplayTimes) { fromMs, toMs = this.changes.nowMs }: ReplayTimes,
  ): Promise<ReplayedAnswer> {
    if (toMs < fromMs) throw badTimes();
    const { id } = await this.changes.find(asked.path);
    const times = { fromMs, toMs, most: MOST_REPLAYED, nowMs: this.changes.nowMs };
    const pieces = await this.queue.replay(id, times);
    const requests = new Set(pieces.map(({ batch }) => batch)).size;
    const told = {
      requests,
      events: pieces.reduce((sum, { count }) => sum + count, 0),
      isMore: requests === MOST_REPLAYED,
    };
    await this.changes.make(asked, 'replayed', (found) => found, { replayed: { fromMs, toMs, ...told } });
    const untilMs = Math.max(...pieces.map(({ createdAtMs }) => createdAtMs));
    return { ...told, ...(requests > 0 && { untilMs }) };
  }

  private switch(asked: Asked<WebhookPath>, because: Cause | undefined): Promise<Webhook> {
    const action = because === undefined ? 'webhook-enabled' : 'webhook-disabled';
    return this.changes.make(asked, action, (found, nowMs) => {
      requireMatchIfSent(asked.headers['if-match'], found);
      return switched(found, because, nowMs);
    });
  }
}
