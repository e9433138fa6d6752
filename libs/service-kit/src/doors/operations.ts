// Answers what operators and their tools ask of a process: health, metrics, the description of its API.
import { Logger } from '@nestjs/common';
import { register } from 'prom-client';
import { Health, type HealthReport } from '../health/health';

export const OPERATIONS_PATHS = ['/health/live', '/health/ready', '/metrics', '/openapi.json'] as const;
export type OperationsPath = (typeof OPERATIONS_PATHS)[number];

export interface OperationsAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const STARTING = 'the service is starting';

export class Operations {
  readonly #logger = new Logger('Operations');
  #document: string | undefined;
  #isStarted: boolean;

  constructor(
    readonly health: Health = new Health(),
    { isStarted = true } = {},
  ) {
    this.#isStarted = isStarted;
  }

  /** Called when the service has started. Before that it is not ready, even if all its parts are. */
  started(): void {
    this.#isStarted = true;
  }

  describe(document: object): void {
    this.#document = JSON.stringify(document);
  }

  async answer(path: OperationsPath): Promise<OperationsAnswer> {
    try {
      return await this.#answers[path]();
    } catch (error) {
      this.#logger.error({ event: 'request-failed', path, error });
      return { status: 500, type: 'text/plain', body: 'This is our fault. The log has it.\n' };
    }
  }

  readonly #answers: Record<OperationsPath, () => Promise<OperationsAnswer>> = {
    '/health/live': async () => reported(await this.health.live()),
    '/health/ready': async () => reported(await this.#readiness()),
    '/metrics': async () => ({ status: 200, type: register.contentType, body: await register.metrics() }),
    '/openapi.json': async () =>
      this.#document === undefined
        ? reported({ status: 'failing', reasons: [STARTING] })
        : { status: 200, type: JSON_TYPE, body: this.#document },
  };

  async #readiness(): Promise<HealthReport> {
    const report = await this.health.ready();
    return report.status === 'ok' && !this.#isStarted
      ? { ...report, status: 'failing', reasons: [STARTING] }
      : report;
  }
}

const reported = (report: HealthReport): OperationsAnswer => ({
  status: report.status === 'ok' ? 200 : 503,
  type: JSON_TYPE,
  body: JSON.stringify(report),
});
