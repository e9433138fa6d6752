// Xiaomi does not take the address that it is to call back: its document names http only.
import { Desk } from '../certificates/desk';
import type { Fault } from '../fault';
import { must } from '../must';
import { judgedOf, linesOf } from './found';

const refused: Fault = {
  row: '3.8',
  name: 'Xiaomi refuses (65038) the https address for receipts that a certificate asks for all the same',
  holds: 'each push rings, only the first is called twice, and nobody calls the credential refused',
  async run(scene) {
    const { dispatch } = scene.platform.programs;
    const { DISPATCH_PUBLIC_URL = '' } = dispatch.env;
    const desk = new Desk(scene);
    await dispatch.restart({ DISPATCH_PUBLIC_URL: 'https://push.example.com' });
    try {
      const { settings } = desk.formOf('xiaomi');
      const certificateId = await desk.create('xiaomi', {
        settings: { ...settings, receiptsOverHttps: true },
      });
      const phone = scene.phone('callback', { certificateId });
      await scene.kills(phone);
      await scene.mustRing(phone);
      await scene.mustRing(phone);
      const calls = await scene.callsTo(phone);
      must(calls === 3, `${calls} calls for two pushes`);
      const told = judgedOf(scene, certificateId).map(({ state }) => state);
      must(!told.includes('refused'), `told as ${told.join(', ')}`);
      const lines = linesOf(scene, 'callback-refused', certificateId);
      must(lines.length === 1 && lines[0]?.includes('65038') === true, `the log says ${lines.join(' ')}`);
    } finally {
      await dispatch.restart({ DISPATCH_PUBLIC_URL });
    }
  },
};

export const CALLBACKS: readonly Fault[] = [refused];
