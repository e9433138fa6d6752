// All that a page of the console asked for, said and was refused: so that a check can say that nothing left the origin, that the content
// policy refused nothing, and that a secret is nowhere.
import type { Page, Request, Response } from 'playwright-core';

export class Traffic {
  /** Addresses of all requests, also those that failed. */
  readonly urls: string[] = [];
  /** What the page wrote to its console, and errors that it did not catch. */
  readonly said: string[] = [];
  /** Texts of answers, by address. */
  private readonly bodies: Promise<{ url: string; text: string }>[] = [];

  constructor(
    page: Page,
    private readonly origin: string,
  ) {
    page.on('request', (request: Request) => this.urls.push(request.url()));
    page.on('response', (response: Response) => this.bodies.push(bodyOf(response)));
    page.on('console', (message) => this.said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.said.push(`error that nobody caught: ${error.message}`));
  }

  get strangers(): string[] {
    return this.urls.filter((url) => !url.startsWith(this.origin) && !/^(?:data|blob):/.test(url));
  }

  /** What the content policy refused. */
  get refused(): string[] {
    return this.said.filter((line) => /content security policy/i.test(line));
  }

  get uncaught(): string[] {
    return this.said.filter((line) => line.startsWith('error that nobody caught'));
  }

  async answers(): Promise<{ url: string; text: string }[]> {
    return Promise.all(this.bodies);
  }
}

/** A stream never ends, so it has no text; what it carried is in the page. */
async function bodyOf(response: Response): Promise<{ url: string; text: string }> {
  const url = response.url();
  if ((response.headers()['content-type'] ?? '').includes('event-stream')) return { url, text: '' };
  // A page that went on takes its answers along.
  return { url, text: await response.text().catch(() => '') };
}
