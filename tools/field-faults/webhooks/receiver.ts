// A receiver of webhooks as an app has one, on this machine: verified by the library of Standard Webhooks, it answers as a fault wants.
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '@offline-push/parts';
import { Webhook } from 'standardwebhooks';
import type { Scene } from '../scene';

export interface HookEvent {
  id: string;
  type: string;
  user: string;
  messageId?: string;
}

interface Batch {
  data: { events: HookEvent[] };
}

export class HookReceiver {
  readonly requests: { id: string; events: HookEvent[]; isTaken: boolean }[] = [];
  /** Answers, and says whether it took it. */
  answer: (response: ServerResponse, events: HookEvent[]) => boolean = take;
  private secret = '';
  private id = '';

  private constructor(
    private readonly server: Server,
    private readonly scene: Scene,
  ) {}

  /** Made together with its webhook. */
  static async open(scene: Scene, events: readonly string[]): Promise<HookReceiver> {
    const server = createServer();
    const receiver = new HookReceiver(server, scene);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = request.headers as Record<string, string>;
        receiver.receive(headers, Buffer.concat(chunks).toString(), response);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const body = { url: `http://127.0.0.1:${port}/`, events };
    const made = await scene.platform.api.post<{ id: string; secret: string }>(
      'delivery-log',
      receiver.path,
      body,
    );
    receiver.secret = made.secret;
    receiver.id = made.id;
    return receiver;
  }

  /** Of taken requests, each event once, where it came first. */
  get taken(): HookEvent[] {
    const all = this.requests.filter(({ isTaken }) => isTaken).flatMap(({ events }) => events);
    return all.filter(({ id }, at) => all.findIndex((event) => event.id === id) === at);
  }

  /** Awaits that many events. */
  until(count: number, deadlineMs = 60_000): Promise<HookEvent[]> {
    return until(deadlineMs, `the receiver did not get ${count} events`, () =>
      this.taken.length >= count ? this.taken : undefined,
    );
  }

  /** With its webhook. */
  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    const { api } = this.scene.platform;
    const path = `${this.path}/${this.id}`;
    const { headers } = await api.call('delivery-log', 'GET', path, { role: 'operator' });
    const etag = headers.get('etag') ?? '';
    await api.call('delivery-log', 'DELETE', path, { role: 'operator', headers: { 'if-match': etag } });
  }

  private get path(): string {
    return `/v1/apps/${this.scene.stage.tenant.app}/webhooks`;
  }

  private receive(headers: Record<string, string>, body: string, response: ServerResponse): void {
    const { data } = new Webhook(this.secret).verify(body, headers) as Batch;
    const isTaken = this.answer(response, data.events);
    this.requests.push({ id: headers['webhook-id'] ?? '', events: data.events, isTaken });
  }
}

export const take = (response: ServerResponse): boolean => {
  response.writeHead(204).end();
  return true;
};
export const fail = (response: ServerResponse): boolean => {
  response.writeHead(500).end('not now');
  return false;
};
