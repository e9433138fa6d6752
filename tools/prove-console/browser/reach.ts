// What of a page is cut off or cannot be reached by Tab. The functions given to `evaluate` run in the page.
import type { Page } from 'playwright-core';

interface Box {
  left: number;
  right: number;
  width: number;
  height: number;
}
interface Element {
  tagName: string;
  innerText?: string;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Box;
  closest(selector: string): Element | null;
  matches(selector: string): boolean;
  checkVisibility(how: object): boolean;
}
/** What of the page this file reads, which is compiled without a browser's types. */
declare const document: {
  documentElement: { scrollWidth: number; clientWidth: number };
  activeElement: Element;
  querySelectorAll(selector: string): Iterable<Element>;
};
declare function getComputedStyle(element: Element): {
  outlineStyle: string;
  outlineWidth: string;
  boxShadow: string;
};

/** A line if the page scrolls sideways, with what is too wide. */
export const wideOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('main *, header *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    const first = wide[0];
    return [
      `${scrollWidth} px wide in a window of ${clientWidth}: ${first?.tagName} "${(first?.innerText ?? '').slice(0, 60)}"`,
    ];
  });

const ACTIONS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
const MOST_TABS = 300;

/** Actions that Tab does not come to, and those that do not show the focus. */
export async function unreachedOn(page: Page): Promise<string[]> {
  await page.evaluate((selector) => {
    const all = [...document.querySelectorAll(selector)].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.matches(':disabled') &&
        element.closest('[inert], [aria-hidden="true"]') === null,
    );
    (globalThis as unknown as { unreached: Set<Element> }).unreached = new Set(all);
  }, ACTIONS);
  await page.keyboard.press('Escape');
  const unseen = new Set<string>();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const { unreached } = globalThis as unknown as { unreached: Set<Element> };
      const element = document.activeElement;
      const wasNew = unreached.delete(element);
      // The radios of a group are one stop; the arrows go on from there.
      if (element.matches('input[type="radio"]'))
        for (const other of unreached)
          if (other.getAttribute('name') === element.getAttribute('name')) unreached.delete(other);
      const shows = [element, element.closest('label'), element.closest('[data-focus-ring]')].some(
        (one) =>
          one !== null &&
          (getComputedStyle(one).outlineStyle !== 'none' || getComputedStyle(one).boxShadow !== 'none'),
      );
      const name = `${element.tagName} "${element.getAttribute('aria-label') ?? (element.innerText ?? '').slice(0, 40)}"`;
      return { name, wasNew, shows, left: unreached.size };
    });
    if (!at.shows && at.wasNew) unseen.add(at.name);
    if (at.left === 0) break;
  }
  const left = await page.evaluate(() =>
    [...(globalThis as unknown as { unreached: Set<Element> }).unreached]
      // One tab of a list, one radio of a group are reached by arrows.
      .filter((element) => !element.matches('[role="tab"], input[type="radio"]'))
      .map(
        (element) =>
          `${element.tagName} "${element.getAttribute('aria-label') ?? (element.innerText ?? '').slice(0, 40)}"`,
      ),
  );
  return [
    ...left.map((name) => `${name} is not reached`),
    ...[...unseen].map((name) => `${name} does not show the focus`),
  ];
}
