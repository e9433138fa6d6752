import { register } from 'prom-client';
import { observeProcess } from '../metrics';
import { Health } from '../health/health';
import { Operations } from './operations';

const broken = { name: 'bus', isAlive: () => true, isReady: () => false };

describe('operations', () => {
  it('say whether the process lives and takes work', async () => {
    const operations = new Operations();
    operations.health.add(broken);
    expect(await operations.answer('/health/live')).toMatchObject({
      status: 200,
      body: '{"status":"ok","reasons":[]}',
    });
    expect(await operations.answer('/health/ready')).toMatchObject({
      status: 503,
      body: '{"status":"failing","reasons":["bus is not ready"]}',
    });
  });

  it('are not ready and describe no API before the service has started', async () => {
    const operations = new Operations(new Health(), { isStarted: false });
    expect(await operations.answer('/health/ready')).toMatchObject({
      status: 503,
      body: '{"status":"failing","reasons":["the service is starting"]}',
    });
    expect((await operations.answer('/openapi.json')).status).toBe(503);
    operations.started();
    operations.describe({ openapi: '3.1.0' });
    expect((await operations.answer('/health/ready')).status).toBe(200);
    expect((await operations.answer('/openapi.json')).body).toBe('{"openapi":"3.1.0"}');
  });

  it('have metrics in the form of Prometheus', async () => {
    observeProcess('sample');
    const { type, body } = await new Operations().answer('/metrics');
    expect(type).toBe(register.contentType);
    expect(body).toContain('# TYPE');
  });
});
