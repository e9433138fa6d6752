// Puts fakes, call log and desk behind one port: /<vendor>/… is that vendor, everything else is the desk.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { BodyTooLong, FakeHost, http2Of, listen, newFakes, ReceiptPoster } from '@offline-push/vendor-fakes';
import { CallLog } from './call-log.steps';
import { Desk } from './desk.controller';
import { Tenants } from './tenants.steps';
import type { SandboxConfig } from './vendor-sandbox.config';

/** How often heads and bodies that take too long are looked for. */
const LOOK_EVERY_MS = 2_000;

export interface Sandbox {
  readonly url: string;
  close(): Promise<void>;
}

export async function startSandbox(config: SandboxConfig): Promise<Sandbox> {
  const { host, port, logFile, delayMs, tls } = config;
  const log = await CallLog.open(logFile);
  const poster = new ReceiptPoster();
  const fakes = new FakeHost(newFakes(), log, log.calls, poster);
  fakes.delayMs = delayMs;
  const desk = new Desk(fakes, log, poster, Tenants.open(config.tenantsFile));
  desk.admitAgain();
  const server = createServer({ connectionsCheckingInterval: LOOK_EVERY_MS }, (incoming, outgoing) => {
    if (fakes.take(incoming, outgoing)) return;
    desk.take(incoming).then(
      ({ status, body }) => {
        outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      },
      (error: Error) => {
        if (!(error instanceof BodyTooLong)) return void outgoing.destroy(error);
        const body = { code: 'body-too-long', detail: error.message };
        outgoing.writeHead(413, { 'content-type': 'application/json' }).end(JSON.stringify(body));
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

const read = ({ certFile, keyFile }: NonNullable<SandboxConfig['tls']>) => ({
  cert: readFileSync(certFile, 'utf8'),
  key: readFileSync(keyFile, 'utf8'),
});
