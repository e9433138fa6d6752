// Which phones does a certificate reach, and how many does each?
import { Controller, Get, Param } from '@nestjs/common';
import {
  HttpProblem,
  keyOfCursor,
  limitOf,
  Operation,
  pageOf,
  PageQuery,
  Roles,
  ValidQuery,
} from '@offline-push/service-kit';
import { Type, type Static } from '@sinclair/typebox';
import { CertificateBindings, CertificateCounts, useOf } from './uses-answer';
import { type Naming, type Place, UsesStore } from './uses.store';

const FIRST: Place = { user: '', device: '', session: '', tokenHash: '' };
const IS_ID = /^[1-9]\d{0,9}$/;

/** Three ids of 128 characters and a hash. */
const MOST_OF_CURSOR = 2_200;
const UseQuery = Type.Object(
  {
    limit: PageQuery.properties.limit,
    cursor: Type.Optional(
      Type.String({
        pattern: `^[A-Za-z0-9_-]{1,${MOST_OF_CURSOR}}$`,
        maxLength: MOST_OF_CURSOR,
        description: 'Stands in `next`: follow `next` as it is. Opaque: its form may change.',
      }),
    ),
  },
  { additionalProperties: false },
);
type UseQuery = Static<typeof UseQuery>;

const placeIn = (key: string): Place | undefined => {
  try {
    const fields: unknown = JSON.parse(key);
    if (!Array.isArray(fields) || fields.length !== 4 || fields.some((each) => typeof each !== 'string'))
      return undefined;
    const [user = '', device = '', session = '', tokenHash = ''] = fields as string[];
    return { user, device, session, tokenHash };
  } catch {
    return undefined;
  }
};
const keyOf = ({ user, device, session, tokenHash }: Naming): string =>
  JSON.stringify([user, device, session, tokenHash]);
const IS_PLACE = { test: (key: string) => !key.includes('\\u0000') && placeIn(key) !== undefined };

@Controller('v1/apps/:app')
export class UsesController {
  constructor(private readonly uses: UsesStore) {}

  @Get('bindings/counts')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'How many phones each certificate of an app reaches, as last counted',
    details: 'Counted anew when something changed; the same as certificate.used.v1 tells.',
    query: PageQuery,
    response: CertificateCounts,
  })
  async counts(
    @Param('app') app: string,
    @ValidQuery(PageQuery) query: PageQuery,
  ): Promise<CertificateCounts> {
    const limit = limitOf(query);
    const after = Number(keyOfCursor(query.cursor, IS_ID) ?? 0);
    const rows = await this.uses.counts(app, { after, limit: limit + 1 });
    const page = pageOf(rows, limit, `/v1/apps/${app}/bindings/counts`, ({ certificateId }) =>
      String(certificateId),
    );
    return { app, certificates: [...page.rows], ...page.link };
  }

  @Get('certificates/:certificate/bindings')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'The bindings under a certificate, by user and device',
    details:
      'Reports that another one of the same session took the place of are left out, so a page may have fewer rows than its limit.',
    query: UseQuery,
    response: CertificateBindings,
    problems: { 404: 'unknown-certificate: device-bindings knows none of this app under the id.' },
  })
  async ofCertificate(
    @Param('app') app: string,
    @Param('certificate') id: string,
    @ValidQuery(UseQuery) query: UseQuery,
  ): Promise<CertificateBindings> {
    const certificateId = Number(id);
    const after = placeIn(keyOfCursor(query.cursor, IS_PLACE) ?? '') ?? FIRST;
    const [counted] = await this.uses.counts(app, { only: certificateId, limit: 1 });
    if (counted === undefined)
      throw new HttpProblem(404, 'unknown-certificate', 'No certificate of this app is known under this id.');
    const limit = limitOf(query);
    const rows = await this.uses.naming(app, certificateId, after, limit + 1);
    const page = pageOf(rows, limit, `/v1/apps/${app}/certificates/${certificateId}/bindings`, keyOf);
    const known = await this.uses.knownOf(page.rows);
    return {
      app,
      ...counted,
      users: page.rows.flatMap((row) => useOf(known, row, certificateId) ?? []),
      ...page.link,
    };
  }
}
