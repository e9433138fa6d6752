// The default metrics of the process and who it is.
import { collectDefaultMetrics, Gauge, register } from 'prom-client';
import { releaseVersion } from './version';

const buildInfo = new Gauge({
  name: 'offline_push_build_info',
  help: 'Always 1: which release runs here.',
  labelNames: ['version'] as const,
});

/** Once per process, at start. From then on every metric says its service. */
export function observeProcess(service: string): void {
  register.setDefaultLabels({ service });
  buildInfo.set({ version: releaseVersion() }, 1);
  if (register.getSingleMetric('process_cpu_seconds_total') === undefined) collectDefaultMetrics();
}
