import { readConfig } from '@offline-push/service-kit';
import { dispatchFields } from './dispatch.config';

const env = {
  DATABASE_URL: 'postgres://push@localhost/dispatch',
  KAFKA_BROKERS: 'broker:9092',
  SEAL_KEYS: JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 7).toString('base64') }] }),
};

it('takes what is right', () => {
  expect(readConfig(dispatchFields, env).problems).toEqual([]);
});

it('operations 2.11: half a SASL login does not hide a broken key ring, and no key is shown', () => {
  const broken = { ...env, SEAL_KEYS: '{"keys":[{"id":"k1","key":"canary"}]}', KAFKA_SASL_USERNAME: 'push' };
  const { problems } = readConfig(dispatchFields, broken);
  expect(problems).toEqual([
    'SEAL_KEYS: key ring: key k1 must be the base64 of 32 bytes',
    'KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD must be set together',
  ]);
  expect(problems.join()).not.toContain('canary');
});
