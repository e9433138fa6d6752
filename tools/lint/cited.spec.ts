// Every document that code or a document names is in the repository: a reader who follows a reference arrives.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');

const filesOf = (...globs: string[]): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...globs], { cwd: ROOT })
    .toString()
    .split('\n')
    .filter(
      (path) => path !== '' && !path.startsWith('tools/lint/fixtures/') && existsSync(join(ROOT, path)),
    );

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** `docs/kafka.md`, `README.md` in a comment. A link within a text is one of the page that the code writes. */
const namedIn = (code: string): string[] =>
  [...code.matchAll(/(?<![\w/.*-]|\]\()((?:[\w.-]+\/)*[\w-]+\.md)\b/g)].map(([, path = '']) => path);

const exists = (path: string, from: string): boolean =>
  [ROOT, join(ROOT, dirname(from)), join(ROOT, 'docs')].some((folder) => existsSync(join(folder, path)));

describe('a document that is cited exists', () => {
  it('in code', () => {
    const missing = filesOf('*.ts', '*.mjs', '*.cjs', '*.sh', 'Dockerfile', '*.yml')
      .filter((path) => !path.endsWith('.spec.ts'))
      .flatMap((path) =>
        read(path)
          .split('\n')
          .flatMap((line, i) => namedIn(line).map((cited) => ({ path, line: i + 1, cited }))),
      )
      .filter(({ path, cited }) => !exists(cited, path));
    expect(missing).toEqual([]);
  });

  it('in documents, by their links, headings included', () => {
    const broken = filesOf('*.md').flatMap((path) =>
      [...read(path).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !leads(link, path))
        .map((link) => ({ path, link })),
    );
    expect(broken).toEqual([]);
  });
});

describe("newcomer 16: the files of one message's way, in docs/architecture.md", () => {
  const [, way = ''] = /\n## One message's way\n(.*?)\n## /s.exec(read('docs/architecture.md')) ?? [];
  const steps = way.split(/\n(?=\d\. )/).slice(1);

  it('is told from the gate to the end of a dead token', () => expect(steps).toHaveLength(6));

  /** A path without its first folders is one of the service that the step names, or of the step before. */
  it('are in the repository', () => {
    let service = '';
    const missing: string[] = [];
    for (const step of steps)
      for (const [, path = ''] of step.matchAll(/`([\w<>./-]+(?:\.ts|\/[\w-]*\/?))`/g)) {
        service = /^apps\/[\w-]+\/src/.exec(path)?.[0] ?? service;
        const places = [ROOT, join(ROOT, service), join(ROOT, 'libs/vendors/src/xiaomi')];
        if (!places.some((place) => existsSync(join(place, path.replace('<vendor>', 'xiaomi')))))
          missing.push(path);
      }
    expect(missing).toEqual([]);
  });
});

function leads(link: string, from: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(ROOT, target))) return false;
  return heading === undefined || anchorsOf(read(target)).includes(heading);
}

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): string[] =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
