// The ledger of the gate in metrics: every device and every recipient without one is counted once.
import { type PushGated, pushGated } from '@offline-push/contracts';
import { register } from 'prom-client';
import { countDecisions } from './metrics';

const usual = pushGated.examples['usual'] as PushGated;
const nobody = pushGated.examples['nobody'] as PushGated;

it('counts messages by app and devices by result and reason, a message of several portions once', async () => {
  const counting = (added: PushGated, isFirst: boolean) => {
    const { app, sentAtMs } = added;
    return { app, sentAtMs, isFirst, added };
  };
  countDecisions(
    [
      counting(usual, true),
      counting(usual, false),
      counting(nobody, true),
      counting({ ...usual, app: 'other' }, true),
    ],
    usual.sentAtMs + 30,
  );
  const metrics = await register.metrics();
  expect(
    metrics
      .split('\n')
      .filter((line) => /^offline_push_(messages|devices)_total/.test(line))
      .sort(),
  ).toEqual([
    'offline_push_devices_total{app="demo",hop="gate",result="onward",reason=""} 2',
    'offline_push_devices_total{app="demo",hop="gate",result="stopped",reason="not-pushable"} 2',
    'offline_push_devices_total{app="demo",hop="gate",result="stopped",reason="unknown-user"} 1',
    'offline_push_devices_total{app="other",hop="gate",result="onward",reason=""} 1',
    'offline_push_devices_total{app="other",hop="gate",result="stopped",reason="not-pushable"} 1',
    'offline_push_messages_total{app="demo"} 2',
    'offline_push_messages_total{app="other"} 1',
  ]);
  expect(metrics).toContain('offline_push_hop_duration_seconds_bucket{le="0.025",hop="gate"} 0');
  expect(metrics).toContain('offline_push_hop_duration_seconds_bucket{le="0.05",hop="gate"} 3');
});
