// Puts fakes, call log and desk behind one port: /<vendor>/… is that vendor, everything else is the desk.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { BodyTooLong, FakeHost, http2Of, listen, newFakes, ReceiptPoster } from '@offline-push/vendor-fakes';
import { CallLog } from './call-log.steps';
import { Desk, refusal, type Reply } from './desk.controller';
import { Tenants } from './tenants.steps';
import type { SandboxOptions } from './vendor-sandbox.config';

/** How often heads and bodies that take too long are looked for. */
const LOOK_EVERY_MS = 2_000;

export interface Sandbox {
  readonly url: string;
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host, port, logFile, delayMs, tls } = options;
  const log = await CallLog.open(logFile);
  const poster = new ReceiptPoster();
  const fakes = new FakeHost(newFakes(), log, log.calls, poster);
  fakes.delayMs = delayMs;
  const desk = new Desk(fakes, log, poster, Tenants.open(options.tenantsFile));
  desk.admitAgain();
  const server = createServer({ connectionsCheckingInterval: LOOK_EVERY_MS }, (incoming, outgoing) => {
    if (fakes.take(incoming, outgoing)) return;
    desk.take(incoming).then(
      (reply) => answer(incoming, outgoing, reply),
      (error: Error) => {
        if (!(error instanceof BodyTooLong)) return void outgoing.destroy(error);
        answer(incoming, outgoing, refusal(413, 'body-too-long', error.message));
      },
    );
  });
  const doors = { http2: http2Of(fakes), ...(tls !== undefined && { tls: read(tls) }) };
  const listening = await listen(server, port, host, doors);
  return {
    url: listening.url,
    close: async () => {
      await listening.close();
      await poster.close();
      await log.close();
    },
  };
}

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
