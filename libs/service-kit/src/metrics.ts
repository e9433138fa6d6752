// The default metrics of the process, and its release.
import { collectDefaultMetrics, Gauge, register } from 'prom-client';
import { releaseVersion } from './version';

const buildInfo = new Gauge({
  name: 'offline_push_build_info',
  help: 'Always 1: which release runs here.',
  labelNames: ['version'] as const,
});

/** Called once, at the start. Adds the label `service` to all metrics. */
export function observeProcess(service: string): void {
  register.setDefaultLabels({ service });
  buildInfo.set({ version: releaseVersion() }, 1);
  if (register.getSingleMetric('process_cpu_seconds_total') === undefined) collectDefaultMetrics();
}
