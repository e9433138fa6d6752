// A vendor refuses a certificate, and something is mended there: an allow-list, an app that was suspended.
import type { Fault } from '../fault';
import { must } from '../must';
import { Desk, type Read } from './desk';

/** What an operator may do about it, each by itself enough. */
const ASKS: readonly { words: string; ask: (desk: Desk, id: number) => Promise<unknown> }[] = [
  { words: 'resume', ask: (desk, id) => desk.changes('POST', id, '/resume') },
  { words: 'a good probe', ask: (desk, id) => desk.changes('POST', id, '/probe') },
  { words: 'enabling it', ask: (desk, id) => desk.changes('POST', id, '/enable') },
  {
    words: 'saving it as it is',
    ask: async (desk, id) => {
      const { name, current } = (await desk.read(id)).body;
      return desk.changes('PUT', id, '', { name, settings: current?.settings });
    },
  },
];

const isRefused = ({ health }: Read): boolean => health.state === 'refused' && health.code === '10045';

const faultOf = ({ words, ask }: (typeof ASKS)[number]): Fault => ({
  row: 'FF 1.11, FF 3, FF 4.4',
  name: `vivo refuses an app (10045) until its page is mended; then ${words}`,
  holds:
    "the certificate's answer says so in vivo's words, and what waited rings within seconds of the mending",
  async run(scene) {
    const desk = new Desk(scene);
    const certificateId = await desk.create('vivo');
    const phone = scene.phone('mended', { vendor: 'vivo', certificateId });
    await scene.kills(phone);
    await scene.mustRing(phone);
    await scene.sandbox.control({ vendor: 'vivo', script: { do: 'code', code: '10045' } });
    let waits = '';
    try {
      waits = await scene.sends([phone]);
      const refused = await desk.becomes(certificateId, 'its health did not say refused', isRefused);
      must(refused.health.says !== undefined, 'its health has no words of vivo');
    } finally {
      await scene.sandbox.control({ vendor: 'vivo', clear: true });
    }
    await ask(desk, certificateId);
    await scene.mustHaveRung(waits, phone, 10_000);
    await desk.becomes(
      certificateId,
      'its health did not become good',
      ({ health }) => health.state === 'good',
    );
    await scene.mustRing(phone);
  },
});

export const MENDED: readonly Fault[] = ASKS.map(faultOf);
