// What names a certificate, in pages: what was moved is not found again.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import type { Certificate, Report } from '../facts/facts';
import { type CertificateRow, certificateOf, type FactRow, reportOf } from '../facts/rows';

const NAMING = sql(
  'bindings-naming-certificate',
  `select app, user_id, device, session, kind, certificate_id, token, token_hash, reported_at_ms::float8 as reported_at_ms,
     place::float8 as place, origin, waiting_since_ms::float8 as waiting_since_ms, earlier
   from binding where kind = 'token' and certificate_id = $1::int and app = $2::text and token_hash not like '?%' limit $3::int`,
);

const CERTIFICATES = sql(
  'certificates-to-move-between',
  `select certificate_id, app as certificate_app, vendor, state, effective_at_ms::float8 as effective_at_ms,
     changed_at_ms::float8 as changed_at_ms
   from certificate where app = $1::text and certificate_id = any($2::int[])`,
);

@Injectable()
export class MoveStore {
  constructor(private readonly database: Database) {}

  /** Also of sessions that ended: nothing names the certificate afterwards. */
  async listNaming({ certificateId, app }: Certificate, limit: number): Promise<Report[]> {
    const rows = await this.database.query<FactRow>(NAMING, [certificateId, app, limit]);
    return rows.flatMap(reportOf);
  }

  async certificates(app: string, ids: readonly number[]): Promise<Certificate[]> {
    return (await this.database.query<CertificateRow>(CERTIFICATES, [app, ids])).flatMap(certificateOf);
  }
}
