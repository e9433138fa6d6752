// HTTP in: vendors call back about what they took. Whatever is wrong with a callback, the answer is the same 200, so that nobody learns
// which certificates exist; only our own outage answers 503, for vendors that try again.
import { Controller, HttpCode, Logger, Param, Post, Req, Res } from '@nestjs/common';
import { HttpProblem, Open, Operation, readBody } from '@offline-push/service-kit';
import type { Request, Response } from 'express';
import { setTimeout as sleep } from 'node:timers/promises';
import { countCallback } from '../metrics';
import { ReceiptsWorker, type Taken } from './receipts.worker';

/** As the seam promises the vendors' readers. */
const MAX_BODY_BYTES = 64 * 1024;
/** Vendors wait for seconds, not for our outages. */
const DEADLINE_MS = 5_000;

@Controller('receipts')
export class ReceiptsController {
  private readonly logger = new Logger(ReceiptsController.name);

  constructor(private readonly receipts: ReceiptsWorker) {}

  @Post(':certificate/:secret')
  @HttpCode(200)
  @Open()
  @Operation({ summary: 'A vendor calls back about pushes that it took. The secret in the path proves it.' })
  async receive(
    @Param('certificate') certificate: string,
    @Param('secret') secret: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    try {
      const body = await readBody(request, MAX_BODY_BYTES);
      const sent = { headers: headersOf(request), query: queryOf(request), body };
      const taken = await inTime(this.receipts.take({ certificate, secret, request: sent }));
      countCallback(taken.vendor, taken.result);
      return answered(response, taken);
    } catch (error) {
      return this.failed(response, error);
    }
  }

  /** Handled here, because whoever logs a request elsewhere logs its path, which holds the secret. */
  private failed(response: Response, error: unknown): string {
    if (error instanceof HttpProblem) {
      countCallback('', error.code);
      response.set(error.headers);
      return '';
    }
    countCallback('', 'failed');
    this.logger.error({ event: 'receipts-failed', error });
    response.status(503).set('retry-after', '1');
    return '';
  }
}

function answered(response: Response, { answer }: Taken): string {
  if (answer !== undefined) response.type('application/json');
  return answer ?? '';
}

async function inTime(work: Promise<Taken>): Promise<Taken> {
  const cancel = new AbortController();
  const late = sleep(DEADLINE_MS, undefined, { signal: cancel.signal, ref: false }).then(() => {
    throw new Error(`callback not taken within ${DEADLINE_MS} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel.abort();
  }
}

/** The first of a name that came twice. */
const headersOf = ({ headers }: Request): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );

/** Without the "?". */
const queryOf = ({ originalUrl }: Request): string => originalUrl.split('?').slice(1).join('?');
