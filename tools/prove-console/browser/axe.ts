// Asks axe-core whether a page is accessible. Its text is evaluated in the page by the driver, so that the content policy stays in force.
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What of the page this file reads, which is compiled without a browser's types. */
declare const document: never;
declare const window: { axe?: typeof axe };

/** A line for each violation: the rule, and where it is broken. */
export async function violationsOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    (values) => window.axe?.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
    TAGS,
  );
  if (found === undefined) throw new Error('axe-core is not in the page');
  return found.violations.map(({ id, nodes }) => {
    const [first] = nodes;
    return `${id} at ${nodes.length} places, the first ${JSON.stringify(first?.target)}: ${first?.failureSummary ?? ''}`;
  });
}
