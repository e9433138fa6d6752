import { ConfigInvalid, parseConfig } from '@offline-push/service-kit';
import { certificatesFields } from './certificates.config';

const env = (more: Record<string, string> = {}) => ({
  DATABASE_URL: 'postgres://127.0.0.1/certificates',
  KAFKA_BROKERS: '127.0.0.1:9092',
  SEAL_KEYS: JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 1).toString('base64') }] }),
  ...more,
});

describe('the settings of certificates', () => {
  it('let a saved version wait ten minutes and republish once a day', () => {
    expect(parseConfig(certificatesFields, env())).toMatchObject({
      CERTIFICATES_EFFECTIVE_AFTER_SECONDS: 600,
      CERTIFICATES_REPUBLISH_AT_START: false,
      CERTIFICATES_REPUBLISH_EVERY_HOURS: 24,
    });
  });

  it.each(['-1', '86401', '1.5', 'soon'])('refuse a delay of %s seconds', (seconds) => {
    const given = env({ CERTIFICATES_EFFECTIVE_AFTER_SECONDS: seconds });
    expect(() => parseConfig(certificatesFields, given)).toThrow('CERTIFICATES_EFFECTIVE_AFTER_SECONDS');
  });

  it.each(['planted-key', '{"keys":[]}', '{"keys":[{"id":"k1","key":"cGxhbnRlZC1rZXk="}]}'])(
    'refuse the key ring %s as a wrong setting, without showing it',
    (ring) => {
      const attempt = (): unknown => parseConfig(certificatesFields, env({ SEAL_KEYS: ring }));
      expect(attempt).toThrow(ConfigInvalid);
      expect(attempt).toThrow('SEAL_KEYS');
      expect(attempt).not.toThrow(/planted|cGxhbnRlZC1rZXk/);
    },
  );
});
