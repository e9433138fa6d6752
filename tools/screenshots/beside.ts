// The picture at the top of the README: a phone that rings, and its story beside it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../prove-console/scene';
import { MESSAGE } from './demo';

const WIDTH = 620;
const HEIGHT = 720;
/** The header of the pages is on neither half. */
const HEADER = 180;
const QUALITY = 86;

export async function beside(scene: Scene, folder: string): Promise<void> {
  const { app } = scene.stage.tenant;
  const person = await scene.person({ width: WIDTH, height: HEIGHT });
  const halves: string[] = [];
  for (const path of ['/sandbox', `/messages/${MESSAGE}?user=bob`]) {
    await person.goTo(app, path);
    await person.settles();
    await person.page.waitForTimeout(700);
    halves.push(
      (
        await person.page.screenshot({
          type: 'png',
          clip: { x: 0, y: HEADER, width: WIDTH, height: HEIGHT - HEADER },
        })
      ).toString('base64'),
    );
  }
  const sheet = await scene.browser.newPage({ viewport: { width: 2 * WIDTH + 8, height: HEIGHT - HEADER } });
  await sheet.setContent(
    `<body style="margin:0;display:flex;gap:8px;background:#8a93a3">${halves
      .map((png) => `<img width="${WIDTH}" height="${HEIGHT - HEADER}" src="data:image/png;base64,${png}">`)
      .join('')}</body>`,
  );
  const devtools = await sheet.context().newCDPSession(sheet);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  writeFileSync(join(folder, 'a-phone-rings.webp'), Buffer.from(data, 'base64'));
  await sheet.close();
  await scene.endCheck();
}
