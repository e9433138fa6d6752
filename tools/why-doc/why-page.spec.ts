// The pages explain every reason that the contracts know, in the words of the contracts, and their links lead somewhere.
import { LANGUAGES, type Reason, REASONS } from '@offline-push/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES, whyPage } from './why-page';

const cell = (text: string): string => text.replaceAll('|', '\\|');
/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

describe.each(LANGUAGES)('FF section 3: why-no-push in %s', (language) => {
  const page = whyPage(language);
  const lines = page.split('\n');

  it('is what stands in docs', () => {
    expect(readFileSync(join(__dirname, '../../docs', PAGES[language]), 'utf8')).toBe(page);
  });

  it.each(Object.keys(REASONS).filter((kind) => kind !== 'step'))('has each %s with its words', (kind) => {
    const missing = Object.entries<Reason>(REASONS[kind as 'gate']).filter(
      ([code, { means, toDo }]) =>
        !lines.some(
          (line) =>
            line.startsWith(`| \`${code}\``) &&
            line.includes(`| ${cell(means[language])} | ${cell(toDo[language])} |`),
        ),
    );
    expect(missing).toEqual([]);
  });

  it('has no link into nothing', () => {
    const anchors = lines.filter((line) => line.startsWith('## ')).map((line) => anchorOf(line.slice(3)));
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });
});
