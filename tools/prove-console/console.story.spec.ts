// The quick checks of `npm run prove:console`, on one platform, by their own definitions. Where no browser can be had they are skipped, and
// it is said.
import { PARTS_FOLDER } from '@offline-push/parts';
import { join } from 'node:path';
import { chromiumPath } from './browser/chromium';
import { CHECKS } from './checks';
import { tried } from './run-checks';
import { Scene } from './scene';

const QUICK = CHECKS.filter(({ quick }) => quick);
const FOLDER = join(PARTS_FOLDER, 'console-story');

/** Longer than a check may take: what was seen is said by the check. */
jest.setTimeout(300_000);

const lacks = ((): string | undefined => {
  try {
    chromiumPath();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
})();
if (lacks !== undefined)
  process.stdout.write(`The console is not looked at in a browser, because there is none: ${lacks}\n`);

(lacks === undefined ? describe : describe.skip)('the console, in a real browser', () => {
  let scene: Scene | undefined;
  beforeAll(async () => {
    scene = await Scene.open();
  }, 180_000);
  afterAll(() => scene?.close());

  it.each(QUICK.map((check) => [`${check.n}: ${check.says}`, check] as const))('%s', async (_, check) => {
    if (scene === undefined) throw new Error('there is no platform');
    const rulings = await tried(check, scene, FOLDER);
    expect(rulings.filter(({ seen }) => seen !== undefined)).toEqual([]);
  });
});
