// What a check plays on: the platform as real processes with its console, a chat system around it, and people with browsers.
import { openTenant } from '@offline-push/demo';
import { Chat, type PlatformOptions, Stage, type Tenant } from '@offline-push/platform';
import type { Browser } from 'playwright-core';
import { openChromium } from './browser/chromium';
import { Person, type PersonOptions } from './browser/person';

export interface Who extends PersonOptions {
  /** `*`: all apps. Default. */
  app?: string;
  role?: 'viewer' | 'operator' | 'admin';
  user?: string;
}

export class Scene {
  private drawn = 0;
  private readonly people: Person[] = [];
  private readonly afterCheck: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly stage: Stage,
    readonly browser: Browser,
  ) {}

  static async open(options: PlatformOptions = {}): Promise<Scene> {
    const browser = await openChromium();
    try {
      return new Scene(await Stage.open({ ...options, console: true }), browser);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  get platform() {
    return this.stage.platform;
  }

  get consoleUrl(): string {
    return this.platform.consoleUrl;
  }

  /** A name that nobody had before. */
  fresh(word: string): string {
    return `${word}-${++this.drawn}`;
  }

  /** Somebody new, signed in. Their browser is closed after the check. */
  async person({ app = '*', role = 'admin', user = 'li.wei', ...options }: Who = {}): Promise<Person> {
    const person = await this.stranger(options);
    await person.signIn(this.platform.consoleLink({ app, role, user }));
    return person;
  }

  /** Somebody who has not signed in. */
  async stranger(options: PersonOptions = {}): Promise<Person> {
    const person = await Person.open(this.browser, this.consoleUrl, options);
    this.people.push(person);
    return person;
  }

  /** An app without a certificate. */
  async emptyApp(word: string): Promise<string> {
    const app = this.fresh(word);
    await this.platform.api.post('certificates', '/v1/apps', { id: app, name: app }, 'admin');
    return app;
  }

  /** An app with a certificate of each vendor, and a chat system of its own. */
  async fullApp(word: string): Promise<{ tenant: Tenant; chat: Chat }> {
    const { api, publicUrl, parts } = this.platform;
    const tenant = await openTenant(api, this.stage.sandbox, publicUrl, this.fresh(word));
    const { chat, close } = Chat.on(parts.brokers, tenant.app);
    this.after(close);
    return { tenant, chat };
  }

  /** Is done when the check has ended, however it did. */
  after(done: () => Promise<unknown>): void {
    this.afterCheck.push(done);
  }

  /** What pages wrote to their console: errors of theirs explain most failures. */
  get heard(): string[] {
    return this.people
      .flatMap(({ traffic }) => traffic.said.filter((line) => line.startsWith('error')))
      .slice(-5);
  }

  /** Pictures of what everybody sees now. */
  async pictures(pathOf: (n: number) => string): Promise<string[]> {
    const paths: string[] = [];
    for (const { page } of this.people.filter((person) => !person.page.isClosed())) {
      const path = pathOf(paths.length + 1);
      // A page that hangs gives no picture, and must not hide why the check failed.
      await page.screenshot({ path, fullPage: true, timeout: 10_000 }).then(
        () => paths.push(path),
        () => undefined,
      );
    }
    return paths;
  }

  /** Closes what the check opened, and takes back what it did. */
  async endCheck(): Promise<void> {
    const ends = await Promise.allSettled([
      ...this.people.splice(0).map((person) => person.close()),
      ...this.afterCheck.splice(0).map((done) => done()),
    ]);
    const broken = ends.filter((end) => end.status === 'rejected').map(({ reason }) => String(reason));
    if (broken.length > 0) throw new Error(`what the check did was not taken back: ${broken.join('; ')}`);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stage.close();
  }
}
