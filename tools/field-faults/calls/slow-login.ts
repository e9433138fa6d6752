// A proxy in front of the vendors' login servers that takes its time, or says nothing at all. Everything else goes through at once.
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scene } from '../scene';

/** Where each of them logs in: at a host of its own, or at that of the pushes. */
export const LOGINS_AT: Readonly<Record<string, string>> = {
  huawei: 'huawei.auth',
  honor: 'honor.auth',
  fcm: 'fcm.auth',
  oppo: 'oppo',
  vivo: 'vivo',
};
/** The ends of the paths at which they do. */
const LOGIN = /\/(auth|token)$/;

export class SlowLogin {
  /** Logins so far, by vendor, also those that have no answer yet. */
  readonly logins = new Map<string, number>();
  private readonly server: Server;

  private constructor(
    private readonly target: URL,
    /** Infinity: no answer. */
    private readonly delayMs: number,
  ) {
    this.server = createServer((incoming, outgoing) => void this.pass(incoming, outgoing));
  }

  /** Dispatch runs with it before the login servers of these vendors while `work` lasts. */
  static async during(
    scene: Scene,
    { vendors, delayMs }: { vendors: readonly string[]; delayMs: number },
    work: (proxy: SlowLogin) => Promise<void>,
  ): Promise<void> {
    const proxy = new SlowLogin(new URL(scene.platform.sandboxUrl), delayMs);
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    const { port } = proxy.server.address() as AddressInfo;
    const { dispatch } = scene.platform.programs;
    const { DISPATCH_VENDOR_URLS = '' } = dispatch.env;
    const slow = vendors.map((vendor) => `${LOGINS_AT[vendor] ?? vendor}=http://127.0.0.1:${port}/${vendor}`);
    const others = DISPATCH_VENDOR_URLS.split(',').filter(
      (entry) => !slow.some((one) => one.split('=')[0] === entry.split('=')[0]),
    );
    await dispatch.restart({ DISPATCH_VENDOR_URLS: [...others, ...slow].join(',') });
    try {
      await work(proxy);
    } finally {
      await dispatch.restart({ DISPATCH_VENDOR_URLS });
      proxy.server.closeAllConnections();
      proxy.server.close();
    }
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = incoming;
    incoming.pause();
    if (LOGIN.test(url)) {
      const vendor = url.split('/')[1] ?? '';
      this.logins.set(vendor, (this.logins.get(vendor) ?? 0) + 1);
      if (this.delayMs === Infinity) return;
      await sleep(this.delayMs);
    }
    const { hostname: host, port } = this.target;
    const onward = ask({ host, port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }
}
