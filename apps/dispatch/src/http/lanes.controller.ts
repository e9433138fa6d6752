// Lanes over HTTP: which vendor is not called and why, what waits, and a person's pause. A pause holds for all pods and beyond a restart.
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  CalledBy,
  type Caller,
  Clock,
  inPath,
  keyOfCursor,
  limitOf,
  notFound,
  Operation,
  pageOf,
  PageQuery,
  Roles,
  ValidBody,
  ValidQuery,
} from '@offline-push/service-kit';
import type { CertificateCopy } from '../certificates/certificate';
import { CertificateCopyStore } from '../certificates/certificate-copy.store';
import { FigureStore } from '../figures/figure.store';
import { historyOf, HOUR_MS, STEP_MS } from '../figures/history';
import { Lanes } from '../lanes/lanes.steps';
import { LaneHistory } from './history-answer';
import { LaneAnswer, LaneList, PauseBody } from './lane-answer';
import { LaneViews } from './lane-views.steps';

const CERTIFICATE = /^\d{1,10}$/;

@Controller('v1/apps/:app/lanes')
export class LanesController {
  constructor(
    private readonly certificates: CertificateCopyStore,
    private readonly lanes: Lanes,
    private readonly views: LaneViews,
    private readonly figures: FigureStore,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'The lanes of an app, one for each certificate: state, backlog, rate, latency, errors',
    details:
      'Of all pods together: each tells the others once a second how its lanes are. Of pods that differ, the worst state is told. May be half a second old.',
    query: PageQuery,
    response: LaneList,
  })
  async list(@Param('app') app: string, @ValidQuery(PageQuery) query: PageQuery): Promise<LaneList> {
    const after = Number(keyOfCursor(query.cursor, CERTIFICATE) ?? -1);
    const limit = limitOf(query);
    const copies = (await this.certificates.list())
      .filter((copy) => copy.app === app && copy.certificateId > after)
      .sort((a, b) => a.certificateId - b.certificateId);
    const page = pageOf(copies, limit, `/v1/apps/${inPath(app)}/lanes`, (copy) => String(copy.certificateId));
    return { app, ...(await this.views.of(page.rows)), ...page.link };
  }

  @Get(':certificate')
  @Roles('viewer', 'operator', 'service')
  @Operation({ summary: 'The lane of a certificate', response: LaneAnswer })
  async one(@Param('app') app: string, @Param('certificate') id: string): Promise<LaneAnswer> {
    return this.views.one(await this.find(app, id));
  }

  @Get(':certificate/history')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'The last hour of a lane in steps of half a minute, and who paused it',
    details: 'Of all pods together. A step appears when it is over.',
    response: LaneHistory,
  })
  async history(@Param('app') app: string, @Param('certificate') id: string): Promise<LaneHistory> {
    const { certificateId } = await this.find(app, id);
    const atMs = Math.round(this.clock.nowMs());
    const [rows, changes] = await Promise.all([
      this.figures.steps(certificateId, atMs - HOUR_MS - STEP_MS),
      this.certificates.changes(certificateId),
    ]);
    return {
      ...{ certificateId, atMs, stepMs: STEP_MS, steps: historyOf(rows, atMs - HOUR_MS, atMs) },
      changes: changes.map(({ because, ...change }) => ({ ...change, ...(because !== null && { because }) })),
    };
  }

  @Post(':certificate/pause')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'Stop calling the vendor under this certificate. What waits stays until it expires.',
    details: 'Within a second in all pods. Calls under way end. A lane that is paused stays so.',
    body: PauseBody,
    bodyExamples: { outage: { because: 'The vendor asked us to wait.' } },
    response: LaneAnswer,
  })
  async pause(
    @Param('app') app: string,
    @Param('certificate') id: string,
    @CalledBy() caller: Caller,
    @ValidBody(PauseBody) { because }: PauseBody,
  ): Promise<LaneAnswer> {
    const copy = await this.find(app, id);
    const pause = { sinceMs: Math.round(this.clock.nowMs()), by: caller.id, because };
    await this.certificates.pause(whose(copy), pause);
    return this.followed(app, id);
  }

  @Post(':certificate/resume')
  @HttpCode(200)
  @Roles('operator')
  @Operation({ summary: 'Call the vendor again after a pause', response: LaneAnswer })
  async resume(
    @Param('app') app: string,
    @Param('certificate') id: string,
    @CalledBy() caller: Caller,
  ): Promise<LaneAnswer> {
    const copy = await this.find(app, id);
    await this.certificates.resume(whose(copy), { atMs: Math.round(this.clock.nowMs()), by: caller.id });
    return this.followed(app, id);
  }

  /** This pod follows at once, so that its answer is true. */
  private async followed(app: string, id: string): Promise<LaneAnswer> {
    await this.lanes.refresh();
    return this.views.one(await this.find(app, id));
  }

  private async find(app: string, id: string): Promise<CertificateCopy> {
    const found = (await this.certificates.list()).find(
      (copy) => copy.app === app && copy.certificateId === Number(id),
    );
    if (found === undefined) throw notFound();
    return found;
  }
}

const whose = ({ certificateId, app, vendor }: CertificateCopy) => ({ certificateId, app, vendor });
