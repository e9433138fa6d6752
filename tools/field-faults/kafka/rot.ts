// Batches that cannot be decoded: bad checksums, codecs that do not exist, payloads that are not what they say, and one that inflates
// without end.
import { messageSent, sessionChanged } from '@offline-push/contracts';
import { kcat, type ServiceName } from '@offline-push/platform';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codecIs, endlessRecord, flippedBit, rot, type Rot } from '../clients/log-file';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';

const READERS: ServiceName[] = ['presence', 'device-bindings', 'dispatch'];

const KINDS: [name: string, change: Rot][] = [
  ['a flipped bit (bad CRC)', flippedBit],
  ['a codec that does not exist', codecIs(6)],
  ['gzip that is none', codecIs(1)],
  ['snappy that is none', codecIs(2)],
  ['lz4 that is none', codecIs(3)],
  ['zstd that is none', codecIs(4)],
  ['a record without end', endlessRecord],
];

/** The readers are away while the disk rots, so that none of them has read the batch before. */
async function whileReadersAreAway(scene: Scene, work: () => Promise<void>): Promise<void> {
  const programs = READERS.map((name) => scene.platform.programs[name]);
  await Promise.all(programs.map((program) => program.stop()));
  await work();
  for (const program of programs) program.launch();
}

const logsOf = (scene: Scene): string => join(scene.platform.parts.folder, 'broker-1', 'log');

/** All kinds one behind the other on a topic of input and on one of state: starts of services cost more than batches. */
const rotten: Fault = {
  row: 'section 1',
  name: `batches that cannot be decoded: ${KINDS.map(([name]) => name).join(', ')}`,
  holds: 'each is told in a dead letter, and what lies behind it is read: a message rings, a logout counts',
  deadlineMs: 180_000,
  async run(scene) {
    const [rings, leaves] = [scene.phone('behind-rot'), scene.phone('leaves-behind-rot')];
    await scene.kills(rings, leaves);
    const since = scene.deadLetters.length;
    const message = scene.messageTo([rings]);
    await whileReadersAreAway(scene, async () => {
      for (const [, change] of KINDS) {
        const lost = scene.messageTo([rings], { conversation: message.conversation });
        await scene.publish(messageSent, lost);
        rot(logsOf(scene), messageSent.name, lost.messageId, change);
        const detail = scene.fresh('rotten');
        await scene.says(leaves, 'background', { detail });
        rot(logsOf(scene), sessionChanged.name, detail, change);
      }
      await scene.publish(messageSent, message);
      await scene.says(leaves, 'logged-out');
    });
    await scene.mustHaveRung(message.messageId, rings, 60_000);
    await scene.mustNotRing(leaves, 'logged-out', 'binding-ended');
    for (const { name } of [messageSent, sessionChanged]) {
      const letters = scene.deadLetters.slice(since).filter(({ topic }) => topic === name);
      const offsets = new Set(letters.map(({ partition, offset }) => `${partition} ${offset}`));
      must(
        offsets.size >= KINDS.length,
        `${offsets.size} of ${KINDS.length} batches of ${name} have a dead letter`,
      );
    }
  },
};

const INFLATED_BYTES = 256 * 1024 * 1024;
const MOST_RESIDENT_KB = 450 * 1024;

const bomb: Fault = {
  row: 'S8',
  name: 'a gzip batch that inflates to 256 MB',
  holds: 'memory stays below 450 MB, there is a dead letter or an answer, and the topic goes on',
  async run(scene) {
    const phone = scene.phone('bomb');
    await scene.kills(phone);
    const fat = scene.messageTo([phone]);
    const file = join(scene.platform.parts.folder, 'bomb.json');
    writeFileSync(file, JSON.stringify(fat).padEnd(INFLATED_BYTES, ' '));
    const key = `${fat.app}/${fat.conversation}`;
    const settings = { 'message.max.bytes': '1000000000', 'queue.buffering.max.kbytes': '1000000' };
    const since = scene.deadLetters.length;
    const before = scene.platform.programs.presence.pid;
    await kcat(scene.brokers, messageSent.name, { key, file, codec: 'gzip', settings });
    rmSync(file);
    const next = scene.messageTo([phone], { conversation: fat.conversation });
    await kcat(scene.brokers, messageSent.name, { key, value: JSON.stringify(next) });
    await scene.mustHaveRung(next.messageId, phone, 60_000);
    must(scene.platform.programs.presence.pid === before, 'presence ended');
    const peak = peakKbOf(before ?? 0);
    must(peak < MOST_RESIDENT_KB, `presence took ${Math.round(peak / 1024)} MB`);
    if ((await scene.rang(fat.messageId, phone)) === 0) await scene.letter(since);
  },
};

/** The most memory that a process had resident, in kB; 0 where the system does not tell. */
function peakKbOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // no /proc here: macOS
  }
}

export const ROT: readonly Fault[] = [rotten, bomb];
