// No 500 by input: every route of the service, as its description has it, with bad values in path, query, headers and body.
import { parseConfig } from '@offline-push/service-kit';
import { refusesBadRequests } from '@offline-push/testing';
import { NO_VENDOR, ringOf } from '../fixtures/running-service';
import { certificatesFields } from './certificates.config';
import { CertificatesModule } from './certificates.module';
import { MIGRATIONS } from './migrations/list';

const ours = { SEAL_KEYS: ringOf(['k1']), CERTIFICATES_VENDOR_URLS: NO_VENDOR };

refusesBadRequests({
  service: 'certificates',
  migrations: MIGRATIONS,
  module: (env, bus) => CertificatesModule.forRoot(parseConfig(certificatesFields, { ...env, ...ours }), bus),
  moreThan: 400,
});
