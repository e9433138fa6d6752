// Deletes, restores and resumes certificates over HTTP. life.ts decides what changes.
import { Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { Asked, IF_MATCH, Operation, Roles, ValidQuery } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import type { Certificate } from '../certificates/certificate';
import type { CertificateAnswer } from '../certificates/http/answers';
import { type CertificatePath, Changes, placeOf } from '../certificates/http/changes.steps';
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
    @Asked() asked: Asked<CertificatePath>,
    @ValidQuery(DeleteQuery) { force = false }: DeleteQuery,
  ): Promise<CertificateAnswer> {
    const { id } = placeOf(asked.path);
    const condition = requireCondition(asked.headers['if-match']);
    const { bindings = 0 } = await this.health.find(id);
    const deleted = (found: Certificate, nowMs: number): Certificate => {
      if (found.deletedAtMs !== null) return found;
      requireMatch(condition, found);
      if (!force) requireUnused(found, bindings);
      return deleteCertificate(found, nowMs);
    };
    return this.changes.make(asked, 'certificate-deleted', deleted, { asked: { force, bindings } });
  }

  @Post('restore')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    sends: [{ ...IF_MATCH, isRequired: false }],
    ...CHANGES_ONE,
    summary: 'Restore a deleted certificate under its id, enabled or disabled as it was.',
  })
  restore(@Asked() asked: Asked<CertificatePath>): Promise<CertificateAnswer> {
    return this.changes.make(asked, 'certificate-restored', (found, nowMs) => {
      requireMatchIfSent(asked.headers['if-match'], found);
      return restoreCertificate(found, nowMs);
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
  resume(@Asked() asked: Asked<CertificatePath>): Promise<CertificateAnswer> {
    return this.changes.make(asked, 'certificate-resumed', (found, nowMs) => {
      requireThere(found);
      requireMatchIfSent(asked.headers['if-match'], found);
      return resumeCertificate(found, nowMs);
    });
  }
}
