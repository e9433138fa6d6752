// One phone, one holder: the same token in other letters, under another certificate, from another user of the same phone.
import type { Fault } from '../fault';
import { must } from '../must';
import type { FieldPhone, Scene } from '../scene';

/** 64 hex digits that begin with a letter. */
const apnsToken = (scene: Scene): string =>
  Buffer.from(`ok-${scene.fresh('iphone')}`)
    .toString('hex')
    .padEnd(64, 'a')
    .slice(0, 64);

/** Two users, one phone: the last binder has it. */
async function lastBinderHasIt(scene: Scene, ann: FieldPhone, ben: FieldPhone): Promise<void> {
  await scene.kills(ann);
  await scene.kills(ben);
  await scene.isBound(ann, 'unbound');
  const toAnn = await scene.sends([ann]);
  const fate = await scene.fate(toAnn, ann);
  const shown = (await scene.rang(toAnn, ann)) + (await scene.rang(toAnn, ben));
  must(shown === 0, `ann's message shows on ben's phone (${fate})`);
  must(fate === 'token-moved', `ann's message ended as ${fate}`);
  const toBen = await scene.sends([ben]);
  must((await scene.fate(toBen, ben)) === 'accepted', "ben's message did not ring");
  const canonical = { ...ben, token: ben.vendor === 'apns' ? ben.token.toLowerCase() : ben.token };
  must((await scene.rang(toBen, canonical)) === 1, "ben's message did not ring once");
}

const capitals: Fault = {
  row: 'FF 1.7',
  name: "ben's iPhone reports ann's APNs token in capitals",
  holds: "the phone is ben's: ann is token-moved, and her message does not show on it",
  short: true,
  run(scene) {
    const token = apnsToken(scene);
    const ann = scene.phone('ann', { vendor: 'apns', token });
    return lastBinderHasIt(scene, ann, scene.phone('ben', { vendor: 'apns', token: token.toUpperCase() }));
  },
};

const ownCapitals: Fault = {
  row: 'FF 1.7',
  name: 'one user on two device ids with one APNs token in small letters and in capitals',
  holds: 'the phone rings once',
  async run(scene) {
    const token = apnsToken(scene);
    const old = scene.phone('one', { vendor: 'apns', token });
    const next = { ...old, device: `${old.user}-new`, session: `${old.user}-2`, token: token.toUpperCase() };
    await scene.kills(old);
    await scene.kills(next);
    const messageId = await scene.sends([old]);
    await scene.passes(2_000);
    must((await scene.fate(messageId, old)) !== 'nowhere', 'the message ended nowhere');
    const times = (await scene.callsTo(old)) + (await scene.callsTo(next));
    must(times === 1, `the phone was called ${times} times`);
  },
};

/** Where letters matter, two tokens that differ by them are two phones. */
const otherPhones: Fault = {
  row: 'section 5',
  name: 'two Xiaomi tokens that differ in capitals only',
  holds: 'they are two phones, and both ring',
  async run(scene) {
    const word = scene.fresh('case');
    const [ann, ben] = [
      scene.phone('ann', { token: `ok-${word}-abc` }),
      scene.phone('ben', { token: `ok-${word}-ABC` }),
    ];
    await scene.kills(ann, ben);
    await scene.mustRing(ann);
    await scene.mustRing(ben);
  },
};

const secondCertificate = ['xiaomi', 'huawei', 'fcm'].map(
  (vendor): Fault => ({
    row: 'FF 1.8, 3.9',
    name: `gil reports flo's token under a second certificate of ${vendor}`,
    holds: "the phone is gil's: flo is token-moved, and her message does not show on it",
    async run(scene) {
      const certificateId = await scene.newCertificate(vendor, scene.fresh('second'));
      const flo = scene.phone('flo', { vendor });
      await lastBinderHasIt(scene, flo, scene.phone('gil', { vendor, token: flo.token, certificateId }));
    },
  }),
);

const oneUserTwoCertificates = ['huawei', 'fcm'].map(
  (vendor): Fault => ({
    row: 'FF 1.8',
    name: `a new build: one user reports one token of ${vendor} on two device ids under two certificates`,
    holds: 'the phone rings once',
    async run(scene) {
      const certificateId = await scene.newCertificate(vendor, scene.fresh('build'));
      const old = scene.phone('build', { vendor });
      const next = { ...old, device: `${old.user}-new`, session: `${old.user}-2`, certificateId };
      await scene.kills(old);
      await scene.kills(next);
      const messageId = await scene.sends([old]);
      must((await scene.fate(messageId, old)) !== 'nowhere', 'the message ended nowhere');
      await scene.passes(2_000);
      const times = await scene.callsTo(old);
      must(times === 1, `the phone was called ${times} times`);
    },
  }),
);

const lateReport: Fault = {
  row: 'issue 9 edge 1',
  name: "ben is kicked from the phone that was ann's, and his app reports its token once more",
  holds: "the report is refused, and ann's message does not show on ben's phone",
  short: true,
  async run(scene) {
    const ann = scene.phone('ann');
    await scene.kills(ann);
    const ben = scene.phone('ben', { token: ann.token });
    await scene.kills(ben);
    await scene.isBound(ann, 'unbound');
    await scene.says(ben, 'kicked');
    await scene.isBound(ben, 'unbound');
    await scene.reports(ben);
    await scene.isBound(ben, 'refused');
    await scene.mustNotRing(ann, 'token-moved');
  },
};

export const HOLDERS: readonly Fault[] = [
  capitals,
  ownCapitals,
  otherPhones,
  ...secondCertificate,
  ...oneUserTwoCertificates,
  lateReport,
];
