// Lanes over HTTP: which vendor is not called and why, what waits, and a person's pause. A pause holds for all pods and beyond a restart.
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  CalledBy,
  type Caller,
  Clock,
  notFound,
  Operation,
  Roles,
  ValidBody,
} from '@offline-push/service-kit';
import type { CertificateCopy } from '../certificates/certificate';
import { CertificateCopyStore } from '../certificates/certificate-copy.store';
import { Lanes } from '../lanes/lanes.steps';
import { type Backlog, laneAnswer, LaneAnswer, LaneList, PauseBody } from './lane-answer';
import { WaitingStore } from './waiting.store';

const NOTHING: Backlog = { targets: 0, isMore: false };

@Controller('v1/apps/:app/lanes')
export class LanesController {
  constructor(
    private readonly certificates: CertificateCopyStore,
    private readonly lanes: Lanes,
    private readonly waiting: WaitingStore,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'The lanes of an app, one for each certificate: state, backlog, rate',
    details: 'State, memory and rate are those of the pod that answers; the backlog is that of all.',
    response: LaneList,
  })
  async list(@Param('app') app: string): Promise<LaneList> {
    const copies = (await this.certificates.list()).filter((copy) => copy.app === app);
    return { app, lanes: await this.answers(copies) };
  }

  @Get(':certificate')
  @Roles('viewer', 'operator', 'service')
  @Operation({ summary: 'The lane of a certificate', response: LaneAnswer })
  async one(@Param('app') app: string, @Param('certificate') id: string): Promise<LaneAnswer> {
    return this.answer(await this.find(app, id));
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
    const { certificateId } = await this.find(app, id);
    const pause = { sinceMs: Math.round(this.clock.nowMs()), by: caller.id, because };
    await this.certificates.pause(certificateId, pause);
    return this.followed(app, id);
  }

  @Post(':certificate/resume')
  @HttpCode(200)
  @Roles('operator')
  @Operation({ summary: 'Call the vendor again after a pause', response: LaneAnswer })
  async resume(@Param('app') app: string, @Param('certificate') id: string): Promise<LaneAnswer> {
    const { certificateId } = await this.find(app, id);
    await this.certificates.resume(certificateId);
    return this.followed(app, id);
  }

  /** This pod follows at once, so that its answer is true. */
  private async followed(app: string, id: string): Promise<LaneAnswer> {
    await this.lanes.refresh();
    return this.answer(await this.find(app, id));
  }

  private async find(app: string, id: string): Promise<CertificateCopy> {
    const found = (await this.certificates.list()).find(
      (copy) => copy.app === app && copy.certificateId === Number(id),
    );
    if (found === undefined) throw notFound();
    return found;
  }

  private async answer(copy: CertificateCopy): Promise<LaneAnswer> {
    const [answer] = await this.answers([copy]);
    if (answer === undefined) throw notFound();
    return answer;
  }

  private async answers(copies: readonly CertificateCopy[]): Promise<LaneAnswer[]> {
    const backlogs = await this.waiting.backlogs(copies.map(({ certificateId }) => certificateId));
    return copies.map((copy) =>
      laneAnswer(copy, this.lanes.openLane(copy.certificateId), backlogs.get(copy.certificateId) ?? NOTHING),
    );
  }
}
