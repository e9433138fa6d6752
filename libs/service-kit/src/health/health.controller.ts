// The doors for probes and scrapers, the only ones without a key.
import { Controller, Get, Header, HttpStatus, Res } from '@nestjs/common';
import type { Response } from 'express';
import { register } from 'prom-client';
import { Open } from '../http/roles';
import { Operation } from '../http/operation';
import { Health, type HealthReport } from './health';

@Controller()
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('health/live')
  @Open()
  @Operation({ summary: 'Is the process able to work? If not, restart it.' })
  async live(@Res({ passthrough: true }) response: Response): Promise<HealthReport> {
    return answer(response, await this.health.live());
  }

  @Get('health/ready')
  @Open()
  @Operation({ summary: 'Does it take work now?' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<HealthReport> {
    return answer(response, await this.health.ready());
  }

  @Get('metrics')
  @Open()
  @Header('content-type', register.contentType)
  @Operation({ summary: 'Metrics in the text format of Prometheus.' })
  metrics(): Promise<string> {
    return register.metrics();
  }
}

function answer(response: Response, report: HealthReport): HealthReport {
  response.status(report.status === 'ok' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
  return report;
}
