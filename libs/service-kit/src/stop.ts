// How a service ends: not ready, consumers finish and commit, HTTP finishes, pools close (Nest calls those last), exit. With a deadline,
// because a process that hangs in its own stop holds its partitions.
import { type INestApplication, type INestMicroservice, Logger } from '@nestjs/common';
import { Health } from './health/health';
import type { JsonLogger } from './logs/json-logger';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Exit code 0 after a graceful stop, 1 when the deadline cuts it. A second signal ends at once, and so does the first while there is no
 * application yet: whoever waits for a database or migrates has taken no work, and PostgreSQL takes back what is not committed.
 */
export function stopOnSignals(started: () => INestApplication | undefined, deadlineMs: number): void {
  const logger = new Logger('Service');
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    logger.log({ event: 'stopping', signal });
    if (isStopping) process.exit(1);
    isStopping = true;
    const app = started();
    if (app === undefined) {
      logger.log({ event: 'stopped' });
      process.exit(0);
    }
    setTimeout(() => {
      logger.error({ event: 'stop-cut', deadlineMs });
      process.exit(1);
    }, deadlineMs).unref();
    stop(app).then(
      () => {
        logger.log({ event: 'stopped' });
        process.exit(0);
      },
      (error: unknown) => {
        logger.error({ event: 'stop-failed', error });
        process.exit(1);
      },
    );
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

/** The graceful stop itself. */
export async function stop(app: INestApplication): Promise<void> {
  app.get(Health).drain();
  // Nest would close HTTP first; while consumers drain, probes should still get their "not ready".
  await Promise.all(app.getMicroservices().map(closeTransport));
  await app.close();
}

interface Transport {
  close(): unknown;
}

/** Only the transport: closing the microservice itself would run the shutdown hooks of the whole container. */
async function closeTransport(microservice: INestMicroservice): Promise<void> {
  await (microservice as unknown as { getTransportServer(): Transport }).getTransportServer().close();
}

/** A process in an unknown state must not go on: the log says why, the supervisor starts a new one. */
export function exitOnUncaught(logger: JsonLogger): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      logger.fatal({ event: 'uncaught', kind: event, error });
      process.exit(1);
    });
  }
}
