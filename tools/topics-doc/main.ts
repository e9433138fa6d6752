// Writes docs/topics.md, docs/why-no-push.md in each language, docs/examples and docs/schemas from the contracts, and docs/vendor-options.md
// from the vendors' schemas; with --check it fails if they differ.
import { jsonText, LANGUAGES, TOPICS } from '@offline-push/contracts';
import { CATALOG } from '@offline-push/vendors/catalog';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { optionsPage } from '../vendors-doc/options-page';
import { PAGES, whyPage } from '../why-doc/why-page';
import { schemaOf, SCHEMAS_PAGE } from './schemas';
import { topicsPage } from './topics-page';

const docs = join(__dirname, '../../docs');

/** Path below docs → content, for everything that is generated. */
function generated(): Map<string, string> {
  const files = new Map([['topics.md', topicsPage(TOPICS)]]);
  files.set('vendor-options.md', optionsPage(CATALOG));
  for (const language of LANGUAGES) files.set(PAGES[language], whyPage(language));
  files.set('schemas/README.md', SCHEMAS_PAGE);
  for (const topic of TOPICS) {
    files.set(`schemas/${topic.name}.json`, jsonText(schemaOf(topic)));
    for (const [name, event] of Object.entries(topic.examples))
      files.set(`examples/${topic.name}/${name}.json`, jsonText(event));
  }
  return files;
}

function onDisk(): Map<string, string> {
  const paths = ['examples', 'schemas'].flatMap((folder) => {
    const at = join(docs, folder);
    if (!existsSync(at)) return [];
    const entries = readdirSync(at, { recursive: true, encoding: 'utf8' });
    return entries.filter((entry) => /\.(json|md)$/.test(entry)).map((entry) => `${folder}/${entry}`);
  });
  const pages = ['topics.md', 'vendor-options.md', ...Object.values(PAGES)].filter((page) =>
    existsSync(join(docs, page)),
  );
  return new Map([...pages, ...paths].map((path) => [path, readFileSync(join(docs, path), 'utf8')]));
}

function check(): number {
  const [wanted, found] = [generated(), onDisk()];
  const differing = [...new Set([...wanted.keys(), ...found.keys()])].filter(
    (path) => wanted.get(path) !== found.get(path),
  );
  for (const path of differing)
    console.error(`docs/${path} is not what the contracts and vendors say; run npm run docs:topics`);
  return differing.length > 0 ? 1 : 0;
}

function write(): number {
  for (const folder of ['examples', 'schemas']) rmSync(join(docs, folder), { recursive: true, force: true });
  for (const [path, content] of generated()) {
    mkdirSync(dirname(join(docs, path)), { recursive: true });
    writeFileSync(join(docs, path), content);
  }
  return 0;
}

process.exitCode = process.argv.includes('--check') ? check() : write();
