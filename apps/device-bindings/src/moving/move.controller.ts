// Moves the bindings of one certificate to another over HTTP, for instance before the first is deleted. Each page is a transaction. Moved
// bindings are not found again, so a repeated call goes on where the last one ended.
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CertificateId, titled } from '@offline-push/contracts';
import {
  CalledBy,
  type Caller,
  Clock,
  HttpProblem,
  Operation,
  Portion,
  Roles,
  ValidBody,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { ActStore } from '../audit/act.store';
import { Limits } from '../device-bindings.config';
import type { KnownCertificate } from '../facts/facts';
import { RebindSteps } from '../rebinding/rebind.steps';
import { moveRefusal } from './moved';
import { MoveStore } from './move.store';

const Move = titled('BindingsMove', Type.Object({ from: CertificateId, to: CertificateId }));
type Move = Static<typeof Move>;

const Moved = titled(
  'BindingsMoved',
  Type.Object({
    moved: Type.Integer({
      minimum: 0,
      description: 'Bindings that reach their phones by `to` since this call.',
    }),
    isDone: Type.Boolean({ description: 'False: the call ran out of its time. Call again.' }),
  }),
);
type Moved = Static<typeof Moved>;

const PAGE = 250;

@Controller('v1/apps/:app')
export class MoveController {
  private readonly portion = new Portion(PAGE);

  constructor(
    private readonly store: MoveStore,
    private readonly rebind: RebindSteps,
    private readonly limits: Limits,
    private readonly acts: ActStore,
    private readonly clock: Clock,
  ) {}

  @Post('bindings\\:move')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'Move the bindings of one certificate to another of the same vendor. Call again until isDone.',
    body: Move,
    bodyExamples: { move: { from: 6666, to: 7777 } },
    response: Moved,
    responseExample: { moved: 250, isDone: false },
    problems: {
      409: 'certificate-deleted: it is `to`.',
      422: 'unknown-certificate, same-certificate or other-vendor.',
    },
  })
  async bindings(
    @CalledBy() caller: Caller,
    @Param('app') app: string,
    @ValidBody(Move) { from, to }: Move,
  ): Promise<Moved> {
    const certificates = await this.store.certificates(app, [from, to]);
    const refusal = moveRefusal({ from, to }, certificates);
    if (refusal) throw new HttpProblem(refusal.status, refusal.code, refusal.detail);
    await this.acts.add(app, caller.id, { action: 'moved', from, to });
    const source = certificates.find(({ certificateId }) => certificateId === from);
    return source === undefined ? { moved: 0, isDone: true } : this.moveAll(source, to);
  }

  private async moveAll(from: KnownCertificate, to: number): Promise<Moved> {
    const endMs = performance.now() + this.limits.moveMs;
    let moved = 0;
    do {
      const page = await this.portion.run((size) => this.movePage(from, to, size));
      if (page === undefined) return { moved, isDone: true };
      moved += page;
    } while (performance.now() < endMs);
    return { moved, isDone: false };
  }

  /** The number of bindings that `to` reaches since this page; undefined if no report names `from` any more. */
  private async movePage(from: KnownCertificate, to: number, size: number): Promise<number | undefined> {
    const reports = await this.store.listNaming(from, size);
    if (reports.length === 0) return undefined;
    const changes = await this.rebind.changesBy(
      reports.map((report) => ({ is: 'move', report, to })),
      this.clock.nowMs(),
    );
    return changes.filter(({ change, certificateId }) => change === 'bound' && certificateId === to).length;
  }
}
