// Stops a service: it becomes not ready, consumers finish and commit, HTTP finishes, pools close (Nest calls them last), the process
// exits. There is a deadline, because a process that hangs in its stop keeps its partitions.
import { type INestApplication, type INestMicroservice, Logger } from '@nestjs/common';
import { Health } from './health/health';
import type { JsonLogger } from './logs/json-logger';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Exits with 0 after a graceful stop, with 1 when the deadline is over. A second signal ends the process at once. So does the first one
 * before the application has started: such a process has taken no work, and PostgreSQL rolls back what is not committed.
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
  // Nest would close HTTP first, but probes should still get "not ready" while the consumers stop.
  await Promise.all(app.getMicroservices().map(closeTransport));
  await app.close();
}

interface Transport {
  close(): unknown;
}

/** Closes the transport only. Closing the microservice would run the shutdown hooks of the whole container. */
async function closeTransport(microservice: INestMicroservice): Promise<void> {
  await (microservice as unknown as { getTransportServer(): Transport }).getTransportServer().close();
}

/** A process in an unknown state must not go on. It logs why and exits; the supervisor starts a new one. */
export function exitOnUncaught(logger: JsonLogger): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      logger.fatal({ event: 'uncaught', kind: event, error });
      process.exit(1);
    });
  }
}
