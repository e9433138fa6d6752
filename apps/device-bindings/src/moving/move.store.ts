// Lists the reports that name a certificate, in pages. Reports that were moved are not found again.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { CERTIFICATE_COLUMNS, REPORT_COLUMNS } from '../facts/fact-row.store';
import type { KnownCertificate, Report } from '../facts/facts';
import { type CertificateRow, certificateOf, type FactRow, reportOf } from '../facts/rows';

const NAMING = sql(
  'bindings-naming-certificate',
  `select ${REPORT_COLUMNS}, b.earlier from binding b
   where b.kind = 'token' and b.certificate_id = $1::int and b.app = $2::text and b.token_hash not like '?%' limit $3::int`,
);

const CERTIFICATES = sql(
  'certificates-to-move-between',
  `select c.certificate_id, ${CERTIFICATE_COLUMNS}
   from certificate c where c.app = $1::text and c.certificate_id = any($2::int[])`,
);

@Injectable()
export class MoveStore {
  constructor(private readonly database: Database) {}

  /** Includes reports of ended sessions, so that nothing names the certificate after the move. */
  async listNaming({ certificateId, app }: KnownCertificate, limit: number): Promise<Report[]> {
    const rows = await this.database.query<FactRow>(NAMING, [certificateId, app, limit]);
    return rows.flatMap(reportOf);
  }

  async certificates(app: string, ids: readonly number[]): Promise<KnownCertificate[]> {
    return (await this.database.query<CertificateRow>(CERTIFICATES, [app, ids])).flatMap(certificateOf);
  }
}
