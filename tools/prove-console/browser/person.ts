// Somebody with a browser of their own: signed in by a link, with a language, colours, a zone and a size of window.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { type Language, TAGS } from '../language';
import { Traffic } from './traffic';

/** What of the page this file reads, which is compiled without a browser's types. */
declare const navigator: { clipboard: { readText(): Promise<string> } };
declare const document: { activeElement: unknown };

const MOST_TABS = 120;
/** Before it, a page that waits shows nothing. */
const SKELETON_MS = 250;

export interface PersonOptions {
  language?: Language;
  scheme?: 'light' | 'dark';
  zone?: string;
  width?: number;
  height?: number;
  /** Device pixels a pixel of the page: 2 is as a zoom of 200 %. */
  zoom?: number;
}

/** How long an awaited element may take. */
const PATIENCE_MS = 20_000;

export class Person {
  private constructor(
    readonly url: string,
    readonly context: BrowserContext,
    readonly page: Page,
    readonly traffic: Traffic,
  ) {}

  static async open(browser: Browser, consoleUrl: string, options: PersonOptions = {}): Promise<Person> {
    const { language = 'en', scheme = 'light', zone = 'Asia/Shanghai', width = 1280, height = 800 } = options;
    const context = await browser.newContext({
      locale: TAGS[language],
      colorScheme: scheme,
      timezoneId: zone,
      viewport: { width, height },
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    return new Person(consoleUrl, context, page, new Traffic(page, new URL(consoleUrl).origin));
  }

  /** Uses a sign-in link, and is on the first page then. */
  async signIn(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByRole('navigation').first().waitFor({ state: 'attached' });
  }

  /** A page of an app; `path` begins with a slash or is empty. */
  async goTo(app: string, path = ''): Promise<void> {
    await this.page.goto(`${this.url}/a/${app}${path}`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  /** Below what the console is on its origin. */
  get consolePath(): string {
    return new URL(this.url).pathname.replace(/\/$/, '');
  }

  /** What the page asks for is there, or is refused: nothing is loading any more. */
  async settles(): Promise<void> {
    const loading = this.page
      .getByRole('status')
      .filter({ hasText: /^(?:Loading|Still waiting|正在加载|仍在等待)/ });
    await this.page.waitForTimeout(SKELETON_MS);
    await loading.first().waitFor({ state: 'hidden' });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name });
  }

  field(name: string | RegExp): Locator {
    return this.page.getByRole('textbox', { name });
  }

  row(name: string | RegExp): Locator {
    return this.page.getByRole('row', { name });
  }

  dialog(name?: string | RegExp): Locator {
    return this.page.getByRole('dialog', name === undefined ? {} : { name });
  }

  /** Into the box of the header, as one would with an id in the clipboard. */
  async searches(id: string): Promise<void> {
    const box = this.page.getByRole('banner').getByRole('searchbox');
    await box.fill(id);
    await box.press('Enter');
  }

  /** By Tab alone, as who has no mouse. */
  async tabTo(target: Locator, key = 'Tab'): Promise<void> {
    await target.first().waitFor();
    const isThere = (): Promise<boolean> =>
      target.first().evaluate((element) => element === document.activeElement);
    for (let steps = 0; steps < MOST_TABS && !(await isThere()); steps++) await this.page.keyboard.press(key);
    if (!(await isThere())) throw new Error(`${String(target)} is not reached by ${key}`);
  }

  /** All text of the page's content, as it is read out. */
  async text(): Promise<string> {
    return this.page.getByRole('main').innerText();
  }

  /** Waits until the content has it. */
  async sees(words: string | RegExp, patienceMs = PATIENCE_MS): Promise<void> {
    await this.page
      .getByRole('main')
      .filter({ hasText: words })
      .waitFor({ timeout: patienceMs })
      .catch(async () => {
        throw new Error(`${String(words)} is not on the page, which says: ${await this.text()}`);
      });
  }

  copied(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
