// HTTP in: a certificate is deleted, restored, or tried again. What is true afterwards is decided in `life.ts`.
import { Controller, Delete, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  CalledBy,
  type Caller,
  Clock,
  Operation,
  Roles,
  ValidQuery,
  IF_MATCH,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import type { Response } from 'express';
import type { CertificateAnswer } from '../certificates/http/answers';
import { type CertificatePath, Changes, placeOf } from '../certificates/http/changes';
import { byOf, type SentHeaders } from '../certificates/http/sent';
import { HealthStore } from '../health/health.store';
import { requireCondition, requireMatch, requireMatchIfSent, requireThere, requireUnused } from '../refusals';
import { deleteCertificate, restoreCertificate, resumeCertificate } from './life';
import { CHANGES_ONE, DELETED_PROBLEM } from '../certificates/http/examples';

const DeleteQuery = Type.Object(
  {
    force: Type.Optional(
      Type.Boolean({
        description: 'true: although bindings name it. Their devices are not reached any more.',
      }),
    ),
  },
  { additionalProperties: false },
);
type DeleteQuery = Static<typeof DeleteQuery>;

@Controller('v1/apps/:app/certificates/:certificate')
export class LifeController {
  constructor(
    private readonly changes: Changes,
    private readonly health: HealthStore,
    private readonly clock: Clock,
  ) {}

  @Delete()
  @Roles('operator')
  @Operation({
    sends: [IF_MATCH],
    ...CHANGES_ONE,
    problems: { 409: 'Bindings name it: `code` says so. Move them, or force.' },
    summary:
      'Delete a certificate, at once. Needs If-Match. Refused while bindings name it, unless forced. It can be restored under its id.',
  })
  async remove(
    @Param() path: CertificatePath,
    @ValidQuery(DeleteQuery) { force = false }: DeleteQuery,
    @Headers() headers: SentHeaders,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const place = placeOf(path);
    const condition = requireCondition(headers['if-match']);
    const { bindings = 0 } = await this.health.find(place.id);
    const by = byOf(caller, headers, this.clock.nowMs());
    const asked = { ...by, asked: { force, bindings } };
    return this.changes.make(place, { action: 'certificate-deleted', by: asked, response }, (found) => {
      if (found.deletedAtMs !== null) return found;
      requireMatch(condition, found);
      if (!force) requireUnused(found, bindings);
      return deleteCertificate(found, by.nowMs);
    });
  }

  @Post('restore')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    sends: [{ ...IF_MATCH, isRequired: false }],
    ...CHANGES_ONE,
    summary: 'Restore a deleted certificate under its id, enabled or disabled as it was.',
  })
  restore(
    @Param() path: CertificatePath,
    @Headers() headers: SentHeaders,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const by = byOf(caller, headers, this.clock.nowMs());
    return this.changes.make(placeOf(path), { action: 'certificate-restored', by, response }, (found) => {
      requireMatchIfSent(headers['if-match'], found);
      return restoreCertificate(found, by.nowMs);
    });
  }

  @Post('resume')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    sends: [{ ...IF_MATCH, isRequired: false }],
    ...CHANGES_ONE,
    problems: DELETED_PROBLEM,
    summary: 'Try the credential again, at once: something was mended at the vendor.',
  })
  resume(
    @Param() path: CertificatePath,
    @Headers() headers: SentHeaders,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const by = byOf(caller, headers, this.clock.nowMs());
    return this.changes.make(placeOf(path), { action: 'certificate-resumed', by, response }, (found) => {
      requireThere(found);
      requireMatchIfSent(headers['if-match'], found);
      return resumeCertificate(found, by.nowMs);
    });
  }
}
