// A service whose own clock is wrong, from its start or by a jump: it corrects itself by the database's clock and says so.
import { until } from '@offline-push/parts';
import type { ServiceName } from '@offline-push/platform';
import { WrongClock } from '../clients/faketime';
import type { Fault } from '../fault';
import { must } from '../must';
import type { FieldPhone, Scene } from '../scene';

const HOLDS =
  'what lives 60 s rings with a TTL of at most 60 s, nothing is expired, a logout counts, and the ready probe says that the clock is off';
const LIFE_SECONDS = 60;

/** A message that lives a minute, one that lives a day, a logout; all while the clock is wrong. */
async function worksOffClock(scene: Scene): Promise<void> {
  const [phone, leaves] = [scene.phone('clock'), scene.phone('clock-leaves')];
  await scene.kills(phone, leaves);
  const sentAtMs = Date.now();
  const short = await scene.sends([phone], { lifetimeSeconds: LIFE_SECONDS, sentAtMs });
  await scene.mustHaveRung(short, phone);
  await mustHaveTtl(scene, phone, sentAtMs);
  await scene.mustRing(phone);
  await scene.says(leaves, 'logged-out');
  await scene.becomes(leaves, 'logged-out');
  await scene.mustNotRing(leaves, 'logged-out', 'binding-ended', 'withdrawn');
}

async function mustHaveTtl(scene: Scene, { token }: FieldPhone, sentAtMs: number): Promise<void> {
  const [call] = await scene.sandbox.callsTo(token);
  const ttlMs = call?.messages.find(({ tokens }) => tokens.includes(token))?.ttlMs ?? 0;
  const endsMs = (call?.atMs ?? 0) + ttlMs;
  must(
    ttlMs > 0 && endsMs <= sentAtMs + LIFE_SECONDS * 1000 + 1_100,
    `its TTL of ${ttlMs} ms ends ${endsMs - sentAtMs} ms after it was sent`,
  );
}

async function isReachable(scene: Scene, service: ServiceName): Promise<void> {
  const asks = async (): Promise<true | undefined> =>
    (await scene.probe(service, 'live').catch(() => undefined))?.status === 200 ? true : undefined;
  await until(60_000, `${service} does not live under a wrong clock`, asks, 100);
}

async function mustSayItsClock(scene: Scene, service: ServiceName): Promise<void> {
  let last = '';
  const says = async (): Promise<true | undefined> => {
    const { status, words } = await scene.probe(service, 'ready');
    last = `${status} ${words}`;
    return status === 503 && /clock/i.test(words) ? true : undefined;
  };
  await until(25_000, `${service} does not say that its clock is off`, says, 200).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${last}`);
  });
}

const SERVICES: readonly ServiceName[] = ['presence', 'device-bindings', 'dispatch'];

const started = SERVICES.flatMap((service) =>
  ['+1h', '-10m'].map(
    (shift): Fault => ({
      row: 'P8',
      name: `${service} runs with a clock of ${shift}`,
      holds: HOLDS,
      ...(service === 'dispatch' && shift === '-10m' && { short: true as const }),
      async run(scene) {
        const clock = new WrongClock(scene, service);
        try {
          await clock.start(shift);
          await isReachable(scene, service);
          await mustSayItsClock(scene, service);
          await worksOffClock(scene);
        } finally {
          await clock.end();
        }
      },
    }),
  ),
);

const jumps = SERVICES.map(
  (service): Fault => ({
    row: 'P9, P21',
    name: `the clock of ${service} jumps while it runs: 61 minutes ahead, 10 minutes back, and right again`,
    holds: 'pushes go on and logouts count after each jump, and what was written meanwhile is on its topic',
    deadlineMs: 240_000,
    async run(scene) {
      const clock = new WrongClock(scene, service);
      try {
        await clock.start('+0');
        await scene.isWell();
        for (const shift of ['+61m', '-10m', '+0']) {
          clock.turn(shift);
          await scene.passes(3_000);
          const [phone, leaves] = [scene.phone('jump'), scene.phone('jump-leaves')];
          await scene.kills(phone, leaves);
          await scene.mustRing(phone);
          await scene.says(leaves, 'logged-out');
          await scene.isBound(leaves, 'unbound');
          await scene.mustNotRing(leaves, 'logged-out', 'binding-ended', 'withdrawn');
        }
      } finally {
        await clock.end();
      }
    },
  }),
);

const certificates: Fault = {
  row: 'V12, section 3',
  name: 'certificates runs with a clock of +1h and saves a certificate',
  holds: 'the certificate is in effect at once where the delay is 0, and rings',
  async run(scene) {
    const clock = new WrongClock(scene, 'certificates');
    try {
      await clock.start('+1h');
      await isReachable(scene, 'certificates');
      await mustSayItsClock(scene, 'certificates');
      const certificateId = await scene.newCertificate('xiaomi', 'saved an hour ahead');
      const phone = scene.phone('ahead', { certificateId });
      await scene.kills(phone);
      await scene.mustRing(phone);
    } finally {
      await clock.end();
    }
  },
};

export const SKEWED: readonly Fault[] = [...started, ...jumps, certificates];
