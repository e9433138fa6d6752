// Somebody with a browser of their own: signed in by a link, with a language, colours, a zone and a size of window.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Language } from '../check';
import { Traffic } from './traffic';

/** What of the page this file reads, which is compiled without a browser's types. */
declare const navigator: { clipboard: { readText(): Promise<string> } };

export interface PersonOptions {
  language?: Language;
  scheme?: 'light' | 'dark';
  zone?: string;
  width?: number;
  height?: number;
  /** Device pixels a pixel of the page: 2 is as a zoom of 200 %. */
  zoom?: number;
}

const TAGS: Record<Language, string> = { en: 'en-GB', 'zh-cn': 'zh-CN' };
/** How long an awaited element may take. */
export const PATIENCE_MS = 20_000;

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
