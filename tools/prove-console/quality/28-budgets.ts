// Check 28: how much the browser loads, and from where.
import type { Check } from '../check';
import { must, mustBe } from '../browser/seen';
import { PAGES } from './pages';
import { weigh } from './build';

const KB = 1024;
const inKb = (bytes: number): string => `${(bytes / KB).toFixed(1)} KB`;

export const budgets: Check = {
  n: 28,
  quick: true,
  says: 'Given the build, when measured, then scripts of the first load have at most 240 KB and styles 25 KB (gzip), any other page 40 KB, charts 25 KB; no request leaves the origin, and the content policy refuses nothing.',
  async run(scene) {
    const { firstScripts, firstStyles, pages, charts } = weigh();
    const [heaviest] = pages;
    const figures = `first load ${inKb(firstScripts)} scripts, ${inKb(firstStyles)} styles; heaviest page ${heaviest?.name ?? 'none'} ${inKb(heaviest?.bytes ?? 0)}; charts ${inKb(charts)}`;
    must(firstScripts > 10 * KB && pages.length >= 5, `the build was not understood: ${figures}`);
    must(firstScripts <= 240 * KB && firstStyles <= 25 * KB, figures);
    must((heaviest?.bytes ?? 0) <= 40 * KB && charts <= 25 * KB, figures);
    const person = await scene.person();
    for (const path of PAGES) await person.goTo(scene.stage.tenant.app, path);
    mustBe(person.traffic.strangers, [], 'what was asked for elsewhere');
    mustBe(person.traffic.refused, [], 'what the content policy refused');
    mustBe(person.traffic.uncaught, [], 'errors that nobody caught');
    return figures;
  },
};
