// The merged stream of one page.
import type { IncomingMessage } from 'node:http';
import type { Outlet } from './outlet.steps';
import { idOf } from './places';
import type { Heard, Upstream } from './upstream.steps';

/** Pages count on it. */
const HEARTBEAT_MS = 15_000;

export class Stream implements Heard {
  constructor(
    readonly sessionId: string,
    private readonly outlet: Outlet,
    private readonly places: Map<string, string>,
    private readonly isOver: () => boolean,
  ) {}

  async begin(opened: readonly (readonly [Upstream, IncomingMessage | undefined])[]): Promise<void> {
    this.outlet.begin();
    const retryMs = 1_000 + Math.floor(Math.random() * 2_000);
    await this.outlet.write(`retry: ${retryMs}\n\n`);
    await this.#tell('console.ready', JSON.stringify({ services: opened.map(([{ service }]) => service) }));
    await Promise.all(opened.map(([upstream, answer]) => upstream.run(answer, this)));
  }

  async event(service: string, name: string, data: string): Promise<void> {
    await this.#tell(`${service}.${name}`, data);
  }

  place(service: string, id: string): void {
    this.places.set(service, id);
  }

  async reachable(service: string): Promise<void> {
    await this.#tell('console.reachable', JSON.stringify({ service }));
  }

  async unreachable(service: string): Promise<void> {
    await this.#tell('console.unreachable', JSON.stringify({ service }));
  }

  /** Now and then: says that the stream lives, and ends it with its session. */
  look(): void {
    if (this.isOver()) return this.end();
    const isSilent = performance.now() - this.outlet.writtenAtMs >= HEARTBEAT_MS;
    if (isSilent && !this.outlet.isFull) void this.#tell('console.alive', '{}');
  }

  end(): void {
    this.outlet.end();
  }

  async #tell(name: string, data: string): Promise<void> {
    const id = idOf(this.places);
    const lines = data.split('\n').map((line) => `data: ${line}\n`);
    await this.outlet.write(`${id === '' ? '' : `id: ${id}\n`}event: ${name}\n${lines.join('')}\n`);
  }
}
