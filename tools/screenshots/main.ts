// `npm run screenshots`: every page of the console, light and dark, empty, full and failing, in both languages, under docs/console/. The
// demo that stands on them has fixed names, so that two runs differ in times and little else.
import { Logger } from '@nestjs/common';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failingPages } from '../prove-console/quality/pages';
import { Scene, type Who } from '../prove-console/scene';
import type { Person } from '../prove-console/browser/person';
import { LANGUAGES } from '../prove-console/language';
import { beside } from './beside';
import { fill, PAGES, type PageName } from './demo';

const FOLDER = join(__dirname, '../../docs/console');
const SCHEMES = ['light', 'dark'] as const;
/** Of webp: text stays sharp, and a page is about 30 KB. */
const QUALITY = 82;
/** What comes in a moment is in the picture, too: icons, charts, the first event of the stream. */
const SETTLED_MS = 700;

/** Processes that end keep no tool alive, so something else must, until the last of them has ended. */
setInterval(() => undefined, 60_000);

async function picture(person: Person, file: string): Promise<void> {
  await person.settles();
  await person.page.waitForTimeout(SETTLED_MS);
  const devtools = await person.context.newCDPSession(person.page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await devtools.detach();
  writeFileSync(join(FOLDER, `${file}.webp`), Buffer.from(data, 'base64'));
}

async function pagesOf(person: Person, app: string, suffix: string): Promise<void> {
  for (const name of Object.keys(PAGES) as PageName[]) {
    await person.goTo(app, PAGES[name]);
    await picture(person, `${name}-${suffix}`);
  }
}

async function all(scene: Scene, emptyApp: string): Promise<void> {
  for (const language of LANGUAGES)
    for (const scheme of SCHEMES) {
      const who: Who = { language, scheme, user: 'li.wei' };
      const looks = `${scheme}-${language}`;
      const person = await scene.person(who);
      await pagesOf(person, emptyApp, `empty-${looks}`);
      await pagesOf(person, scene.stage.tenant.app, `full-${looks}`);
      await failingPages(person);
      await pagesOf(person, scene.stage.tenant.app, `failing-${looks}`);
      await scene.endCheck();
    }
}

async function main(): Promise<void> {
  Logger.overrideLogger(false);
  const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (built.status !== 0) throw new Error('the services and pages could not be built');
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const scene = await Scene.open();
  try {
    await fill(scene);
    await scene.platform.api.post('certificates', '/v1/apps', { id: 'empty', name: 'Empty' }, 'admin');
    await beside(scene, FOLDER);
    await all(scene, 'empty');
  } finally {
    await scene.close();
  }
  const bytes = readdirSync(FOLDER).reduce((sum, name) => sum + statSync(join(FOLDER, name)).size, 0);
  console.log(
    `${readdirSync(FOLDER).length} pictures, ${(bytes / 1_048_576).toFixed(1)} MB, in docs/console`,
  );
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
