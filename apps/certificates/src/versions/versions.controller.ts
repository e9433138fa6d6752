// Shows over HTTP the versions of a certificate, also those that are over, and cancels one that is not in force yet.
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { oneOf, titled } from '@offline-push/contracts';
import { Asked, Clock, IF_MATCH, notFound, Operation, Roles } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { AuditStore } from '../audit/audit.store';
import type { CertificateAnswer } from '../certificates/http/answers';
import { type CertificatePath, Changes, placeOf } from '../certificates/http/changes.steps';
import { AnySettings } from '../certificates/http/described';
import { CHANGES_ONE } from '../certificates/http/examples';
import type { Certificate } from '../certificates/certificate';
import { cancelVersion } from '../life/life';
import { Moment, momentOf } from '../moments';
import { isId, requireCancellable } from '../refusals';
import { historyOf, type PastVersion, TELLING, VERSION_STATES } from './history';

/** Changes of one certificate that are read: more than anybody makes by hand. */
const MOST_CHANGES = 500;

const PastVersionAnswer = titled(
  'PastVersion',
  Type.Object({
    version: Type.Integer({ minimum: 1 }),
    state: oneOf(
      VERSION_STATES,
      'waiting: not in force yet. replaced: another one was saved before it was in force.',
    ),
    ...Moment('savedAt', 'When it was saved.'),
    savedBy: Type.String({ description: 'Who saved it.' }),
    ...Moment('effectiveAt', 'From then on it was, is or will be used.'),
    settings: AnySettings,
    credentialVersion: Type.Integer({
      minimum: 1,
      description: 'The version its credential was entered with.',
    }),
    fingerprint: Type.Optional(
      Type.String({ description: 'Of its credential. Absent: saved before there were any.' }),
    ),
  }),
);
const VersionList = titled(
  'CertificateVersionList',
  Type.Object({ versions: Type.Array(PastVersionAnswer) }),
);
type VersionList = Static<typeof VersionList>;

interface VersionPath extends CertificatePath {
  version: string;
}

@Controller('v1/apps/:app/certificates/:certificate/versions')
export class VersionsController {
  constructor(
    private readonly changes: Changes,
    private readonly audit: AuditStore,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('viewer', 'operator')
  @Operation({
    summary: 'The versions of a certificate, the newest first: who saved each, and what became of it.',
    response: VersionList,
  })
  async list(@Param('app') app: string, @Param('certificate') certificate: string): Promise<VersionList> {
    const place = placeOf({ app, certificate });
    const found = await this.changes.find(place);
    const asked = { certificateId: place.id, actions: TELLING, limit: MOST_CHANGES };
    const entries = (await this.audit.list(place.app, asked)).toReversed();
    return { versions: historyOf(entries, found, this.clock.nowMs()).map(answerOf) };
  }

  @Post(':version/cancel')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    sends: [IF_MATCH],
    ...CHANGES_ONE,
    problems: {
      409: 'The version is in force already, it is the only one, or the certificate was deleted: `code` says which.',
    },
    summary: 'Cancel a version that is not in force yet. Needs If-Match. The one in force goes on.',
  })
  cancel(@Asked() asked: Asked<VersionPath>): Promise<CertificateAnswer> {
    const version = isId(asked.path.version) ? Number(asked.path.version) : undefined;
    // Behind If-Match, as everywhere.
    const cancelled = (found: Certificate, nowMs: number): Certificate => {
      if (version === undefined) throw notFound();
      requireCancellable(found, version, nowMs);
      return cancelVersion(found, version, nowMs);
    };
    return this.changes.makeSeen(asked, 'version-cancelled', cancelled, { asked: { version } });
  }
}

const answerOf = ({ savedAtMs, effectiveAtMs, fingerprint, ...rest }: PastVersion) => ({
  ...rest,
  ...momentOf('savedAt', savedAtMs),
  ...momentOf('effectiveAt', effectiveAtMs),
  ...(fingerprint !== undefined && { fingerprint }),
});
