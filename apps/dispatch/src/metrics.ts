// The metrics of dispatch. Names and labels are a contract with operators (docs/operations.md).
import { DEVICES_METRIC } from '@offline-push/contracts';
import type { Sent } from '@offline-push/vendors/send';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Settled } from './ledger/outcome';

const devices = new Counter(DEVICES_METRIC);

const requests = new Counter({
  name: 'offline_push_vendor_requests_total',
  help: 'Vendor calls by verdict; a call with several verdicts counts once for each kind. "further": calls of the same send before that, which the vendor answered and which took no push (a refused access token, a message that is saved before its list).',
  labelNames: ['vendor', 'verdict'],
});

const requestSeconds = new Histogram({
  name: 'offline_push_vendor_request_duration_seconds',
  help: 'Time from the first call of a send to the answer of its last, or to its deadline.',
  labelNames: ['vendor'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

const batchSize = new Histogram({
  name: 'offline_push_vendor_batch_size',
  help: 'Deliveries per vendor call.',
  labelNames: ['vendor'],
  buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000],
});

const inDoubt = new Counter({
  name: 'offline_push_in_doubt_total',
  help: 'Vendor calls that may be a second ring: the one before had no verdict.',
});

const late = new Counter({
  name: 'offline_push_late_answers_total',
  help: 'Answers that came after another epoch had claimed the target.',
});

const callbacks = new Counter({
  name: 'offline_push_receipts_total',
  help: 'Callbacks of vendors by how they were taken; without a vendor if nothing proves whose they are.',
  labelNames: ['vendor', 'result'],
});

export const laneState = new Gauge({
  name: 'offline_push_lane_state',
  help: '1 for the state that a lane is in: open, throttled, breaker, refused, unopened, not-effective or paused.',
  labelNames: ['certificate', 'state'],
});

export const laneDepth = new Gauge({
  name: 'offline_push_lane_depth',
  help: 'Targets waiting in the memory of a lane.',
  labelNames: ['certificate'],
});

export function countSettled(settled: readonly Settled[]): void {
  for (const { target, settlement } of settled) {
    if (settlement.state === 'parked') continue;
    devices.inc({
      app: target.app,
      hop: 'dispatch',
      result: settlement.state,
      reason: settlement.code ?? '',
    });
    if (target.inDoubt > 0) inDoubt.inc(target.inDoubt);
  }
}

export const countCallback = (vendor: string, result: string, count = 1): void =>
  callbacks.inc({ vendor, result }, count);

export const countLateAnswers = (count: number): void => late.inc(count);

export function observeSend(vendor: string, { verdicts, furtherCalls = 0 }: Sent, seconds: number): void {
  for (const verdict of new Set(verdicts.map(({ kind }) => kind))) requests.inc({ vendor, verdict });
  if (furtherCalls > 0) requests.inc({ vendor, verdict: 'further' }, furtherCalls);
  requestSeconds.observe({ vendor }, seconds);
  batchSize.observe({ vendor }, verdicts.length);
}
