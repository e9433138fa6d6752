// Check 24: the first minutes of somebody who has just cloned the repository.
import { within } from '@offline-push/parts';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Check } from '../check';
import { must } from '../browser/seen';
import { Person } from '../browser/person';
import { cardOf, pressOn } from './phones';

const ROOT = join(__dirname, '../../..');
const STARTS_MS = 240_000;
const ENDS_MS = 60_000;
const RINGS_GOAL_MS = 2_000;
const RINGS_MS = 30_000;

/** The link that it prints. */
function linkOf(started: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    if (started.stdout === null) throw new Error('npm start has no output');
    createInterface({ input: started.stdout }).on('line', (line) => {
      lines.push(line);
      const link = /https?:\/\/\S+\/login#\S+/.exec(line)?.[0];
      if (link !== undefined) resolve(link);
    });
    started.once('exit', () => reject(new Error(`npm start ended: ${lines.slice(-8).join(' ')}`)));
  });
}

async function end(started: ChildProcess): Promise<void> {
  if (started.exitCode !== null) return;
  const ended = new Promise<void>((resolve) => started.once('exit', () => resolve()));
  started.kill('SIGINT');
  await within(ENDS_MS, 'npm start did not end', ended);
}

export const npmStart: Check = {
  n: 24,
  deadlineMs: 420_000,
  says: 'Given npm start, when the printed URL is opened, then login, three phones and a copyable command are there without typing; the copied command, run unchanged, shows a notification within 2 s.',
  async run(scene) {
    const folder = mkdtempSync(join(tmpdir(), 'prove-console-'));
    const file = join(folder, 'running.json');
    const started = spawn('npm', ['start'], {
      cwd: ROOT,
      env: { ...process.env, RUNNING_FILE: file },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    scene.after(async () => {
      await end(started);
      rmSync(folder, { recursive: true, force: true });
    });
    const link = await within(STARTS_MS, 'npm start printed no link', linkOf(started));
    const person = await Person.open(scene.browser, link.slice(0, link.indexOf('/login')));
    scene.after(() => person.close());
    await person.signIn(link);
    await person.link('Sandbox').click();
    const cards = person.page.getByRole('article', { name: / · / });
    await cards.nth(2).waitFor();
    must(existsSync(file), 'RUNNING_FILE was not written');
    const name = (await cards.first().getAttribute('aria-label')) ?? '';
    const card = cardOf(person, name.split(' · ').at(-1) ?? '');
    if ((await card.getByRole('button', { name: 'Kill app' }).count()) > 0) await pressOn(card, 'Kill app');
    await card.getByText('app killed').waitFor();
    await person.page.getByRole('tab', { name: 'kcat' }).first().click();
    await person.page.getByRole('tabpanel').first().getByRole('button', { name: /^Copy/ }).click();
    const command = await person.copied();
    const fromMs = performance.now();
    await promisify(execFile)('sh', ['-c', command], { cwd: ROOT, timeout: RINGS_MS });
    await card.getByRole('list', { name: 'Notifications' }).waitFor({ timeout: RINGS_MS });
    const ms = Math.round(performance.now() - fromMs);
    return `the notification is on the screen ${ms} ms after the command began (goal ${RINGS_GOAL_MS})`;
  },
};
