// delivery-log itself dies or stands still: what happened meanwhile is read when it is back, and nobody counts twice.
import { secondPod } from '../kafka/pods';
import { administered } from '../clients/database';
import type { Fault } from '../fault';
import { must } from '../must';
import { placed, through } from '../database/pooler';
import { mustBeWhole, type Sent, someKilled, toEach } from './stories';

const PHONES = 10;
const ROUNDS = 6;

const killed: Fault = {
  row: 'issue 12',
  name: 'delivery-log is killed (SIGKILL) again and again while messages flow',
  holds: 'every message rings once, every story is whole afterwards, and missing is 0',
  deadlineMs: 480_000,
  async run(scene) {
    const program = scene.platform.programs['delivery-log'];
    const phones = await someKilled(scene, 'killed-log', PHONES);
    const sent: Sent[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      sent.push(...(await toEach(scene, phones)));
      // In the second in which it gathers, and while it starts.
      await scene.passes(round % 2 === 0 ? 400 : 1_500);
      await program.kill();
      program.launch();
    }
    await program.isReady();
    await mustBeWhole(scene, sent);
  },
};

const away: Fault = {
  row: 'issue 12',
  name: 'the database of delivery-log refuses every write for a while, and its sessions are ended',
  holds: 'messages ring meanwhile, it says that it is not ready, and every story is whole when it is back',
  deadlineMs: 480_000,
  async run(scene) {
    const phones = await someKilled(scene, 'away-log', PHONES);
    let sent: Sent[] = [];
    await administered(scene, async (db) => {
      await db.alterDatabase('delivery-log', 'set default_transaction_read_only = on');
      try {
        await db.terminate('delivery-log');
        sent = await toEach(scene, phones);
        for (const [messageId, phone] of sent) await scene.mustHaveRung(messageId, phone, 60_000);
        await scene.passes(4_000);
        const { status, words } = await scene.probe('delivery-log', 'ready');
        must(status === 503, `it says that it is ready: ${words}`);
      } finally {
        await db.alterDatabase('delivery-log', 'reset default_transaction_read_only');
        await db.terminate('delivery-log');
      }
    });
    await scene.isWell();
    await mustBeWhole(scene, sent);
  },
};

const pods: Fault = {
  row: 'issue 12',
  name: 'two pods of delivery-log share the topics, and one of them is killed while messages flow',
  holds: 'every story is whole, nobody is counted twice, and missing is 0',
  deadlineMs: 480_000,
  async run(scene) {
    const first = scene.platform.programs['delivery-log'];
    const phones = await someKilled(scene, 'pods-log', PHONES);
    const second = await secondPod(scene, 'delivery-log');
    try {
      const sent = await toEach(scene, phones);
      await scene.passes(1_000);
      await first.kill();
      sent.push(...(await toEach(scene, phones)));
      first.launch();
      await first.isReady();
      sent.push(...(await toEach(scene, phones)));
      await mustBeWhole(scene, sent);
    } finally {
      await second.stop();
    }
  },
};

const pooled: Fault = {
  row: 'issue 12, S9',
  name: 'PgBouncer in transaction mode between delivery-log and its database',
  holds: 'every story is whole, missing is 0, and its log names no statement that is unknown',
  deadlineMs: 480_000,
  async run(scene) {
    const program = scene.platform.programs['delivery-log'];
    const { DATABASE_URL = '', DATABASE_POOLER = 'none' } = program.env;
    const { port } = await placed(scene);
    try {
      await through(scene, 'delivery-log', port);
      await scene.isWell();
      const phones = await someKilled(scene, 'pooled-log', PHONES);
      await mustBeWhole(scene, [...(await toEach(scene, phones)), ...(await toEach(scene, phones))]);
      const said = /"(?:code|sqlstate|reason)":"(26000|42P05)"/.exec(program.log);
      must(said === null, `it met ${said?.[1]}`);
    } finally {
      await program.restart({ DATABASE_URL, DATABASE_POOLER });
    }
  },
};

export const DEATHS: readonly Fault[] = [killed, away, pods, pooled];
