// Puts fakes, call log, phones and desk behind one port: /<vendor>/… is that vendor, /v1/… the phones, everything else the desk.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { BodyTooLong, FakeHost, http2Of, listen, newFakes, ReceiptPoster } from '@offline-push/vendor-fakes';
import { Problem } from './api/problem';
import { CallLog } from './call-log.steps';
import { Desk, refusal, type Reply } from './desk.controller';
import { wireTo } from './publishing/wire.steps';
import { openStage } from './stage.steps';
import { Tenants } from './tenants.steps';
import type { SandboxOptions } from './vendor-sandbox.config';

/** How often heads and bodies that take too long are looked for. */
const LOOK_EVERY_MS = 2_000;

export interface Sandbox {
  readonly url: string;
  close(): Promise<void>;
}

/** `wire`: how its phones reach the platform. Default: through the Kafka of the options, if they name one. */
export async function startSandbox(
  options: SandboxOptions,
  wire = options.kafka && wireTo(options.kafka),
): Promise<Sandbox> {
  const { host, port, logFile, delayMs, tls } = options;
  const log = await CallLog.open(logFile);
  const poster = new ReceiptPoster();
  const fakes = new FakeHost(newFakes(), log, log.calls, poster);
  fakes.delayMs = delayMs;
  const desk = new Desk(fakes, log, poster, Tenants.open(options.tenantsFile));
  desk.admitAgain();
  const stage = openStage(fakes, options, wire);
  const server = createServer({ connectionsCheckingInterval: LOOK_EVERY_MS }, (incoming, outgoing) => {
    if (fakes.take(incoming, outgoing)) return;
    const taken = stage.api.take(incoming, outgoing).then((reply) => reply ?? desk.take(incoming));
    taken.then(
      (reply) => {
        if (reply !== 'streams') answer(incoming, outgoing, reply);
      },
      (error: Error) => {
        if (error instanceof Problem) return answer(incoming, outgoing, replyOf(error));
        if (error instanceof BodyTooLong)
          return answer(incoming, outgoing, refusal(413, 'body-too-long', error.message));
        process.emitWarning(error);
        outgoing.destroy(error);
      },
    );
  });
  const doors = { http2: http2Of(fakes), ...(tls !== undefined && { tls: read(tls) }) };
  const listening = await listen(server, port, host, doors);
  return {
    url: listening.url,
    close: async () => {
      await stage.close();
      await listening.close();
      await poster.close();
      await log.close();
    },
  };
}

const replyOf = ({ status, code, detail, errors }: Problem): Reply =>
  refusal(status, code, detail, errors.length > 0 ? { errors } : {});

/** A refusal is a problem, as the services answer it (RFC 9457). */
function answer({ url = '/' }: IncomingMessage, outgoing: ServerResponse, { status, body }: Reply): void {
  const [instance] = url.split('?');
  const problem = { title: STATUS_CODES[status], status, instance };
  const [type, document] =
    status < 400 ? ['application/json', body] : ['application/problem+json', { ...problem, ...body }];
  outgoing.writeHead(status, { 'content-type': type }).end(JSON.stringify(document));
}

const read = ({ certFile, keyFile }: NonNullable<SandboxOptions['tls']>) => ({
  cert: readFileSync(certFile, 'utf8'),
  key: readFileSync(keyFile, 'utf8'),
});
