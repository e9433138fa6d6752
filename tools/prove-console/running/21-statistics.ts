// Check 21: from a figure to the devices behind it, and to a spreadsheet.
import type { Check } from '../check';
import { must, mustBe } from '../browser/seen';
import { hasArrived, killedPhone, sentTo, story } from '../explaining/phones';

const DAYS = 7;
const DAY_MS = 86_400_000;

/** The sum of a column. */
function sumOf(csv: string, column: string): number {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/);
  const at = head.split(',').indexOf(column);
  if (at < 0) throw new Error(`the CSV has no column ${column}: ${head}`);
  return lines.reduce((sum, line) => sum + Number(line.split(',')[at] ?? 0), 0);
}

export const statistics: Check = {
  n: 21,
  says: 'Given 7 days of data, when a funnel cell is clicked, then the list has exactly that many devices, and the CSV sums to the table.',
  async run(scene) {
    const { tenant } = scene.stage;
    const phone = await killedPhone(scene, 'stan');
    for (let day = DAYS - 1; day > 0; day--) {
      const message = scene.fresh('old');
      await scene.stage.sends(message, [phone.user], { sentAtMs: Date.now() - day * DAY_MS });
      await scene.stage.fateOf(message, phone.user);
    }
    await story(scene, await sentTo(scene, phone), hasArrived);
    const person = await scene.person();
    await person.goTo(tenant.app, '/statistics');
    const row = person.row(/Xiaomi/).first();
    await row.waitFor();
    const cell = row
      .getByRole('link')
      .or(row.getByRole('button'))
      .filter({ hasText: /^\D*\d[\d,]*/ })
      .first();
    const wanted = Number((/\d[\d,]*/.exec(await cell.innerText())?.[0] ?? '').replaceAll(',', ''));
    await cell.click();
    const list = person.page.getByRole('table').last();
    await list.waitFor();
    await person.settles();
    const rows = Number(await list.getAttribute('aria-rowcount')) - 1;
    mustBe(rows, wanted, 'the number of devices in the list');
    await person.goTo(tenant.app, '/statistics');
    const text = await person.text();
    const download = person.page.waitForEvent('download');
    await person.link(/CSV/).or(person.button(/CSV/)).first().click();
    const stream = await (await download).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const sum = sumOf(
      Buffer.concat(chunks)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
      'sendable',
    );
    must(
      text.replaceAll(',', '').includes(String(sum)),
      `the CSV has ${sum} sendable devices, the page says: ${text}`,
    );
  },
};
