// States in which a service can do nothing but wait. In each of them it must be calm, say why, and end when it is told to.
import { deadLetter, messageSent } from '@offline-push/contracts';
import { SERVICES, type ServiceName } from '@offline-push/platform';
import { cpuMsOf } from '../clients/cpu';
import { administered, type Administrator } from '../clients/database';
import { FrozenServer } from '../clients/server';
import { deleteTopics, makeTopics } from '../clients/topics';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';

const FLOW = ['presence', 'device-bindings', 'dispatch'] as const;

interface State {
  name: string;
  /** What the ready probe has to say; absent: "ok". */
  says: Partial<Record<(typeof FLOW)[number], RegExp>>;
  /** Resolves with what ends it. */
  begin: (scene: Scene, db: Administrator) => Promise<() => Promise<void>>;
}

const NOTHING = /"status":"ok"/;
const SETTLES_MS = 6_000;
const MEASURED_MS = 6_000;
/** Of one core. */
const CALM_SHARE = 0.35;
/** A pod is killed after 30 s. */
const MAX_END_MS = 25_000;

const STATES: State[] = [
  {
    name: 'nothing is wrong',
    says: {},
    begin: () => Promise.resolve(() => Promise.resolve()),
  },
  {
    name: 'the broker is away',
    says: {
      presence: /waits for a broker/,
      'device-bindings': /waits for a broker/,
      dispatch: /waits for a broker/,
    },
    async begin({ platform: { parts } }) {
      await parts.cluster.kill(1);
      return () => parts.cluster.start(1).then(() => undefined);
    },
  },
  {
    name: 'PostgreSQL hangs',
    says: {
      presence: /database is not ready: it does not answer/,
      'device-bindings': /database is not ready: it does not answer/,
      dispatch: /database is not ready: it does not answer/,
    },
    async begin(_, db) {
      const server = await FrozenServer.of(db);
      server.freeze(true);
      return () => Promise.resolve(server.thaw());
    },
  },
  {
    name: 'the databases take no connections',
    says: {
      presence: /not currently accepting connections/,
      'device-bindings': /not currently accepting connections/,
      dispatch: /not currently accepting connections/,
    },
    async begin(_, db) {
      for (const service of FLOW) {
        await db.alterDatabase(service, 'with allow_connections false');
        await db.terminate(service);
      }
      return async () => {
        for (const service of FLOW) await db.alterDatabase(service, 'with allow_connections true');
      };
    },
  },
  {
    name: 'no topic of dead letters exists, and there are broken records',
    says: { presence: /dead-letter\.v1 cannot be written: .+host this topic/ },
    async begin(scene) {
      await deleteTopics(scene, [deadLetter.name]);
      const broken = Array.from({ length: 200 }, (_, i) => `{"app":"demo","n":${i}`);
      for (let i = 0; i < 6; i++) await scene.publishRaw(messageSent, `demo/broken-${i}`, broken);
      return () => makeTopics(scene);
    },
  },
];

const calm = STATES.map(
  ({ name, says, begin }): Fault => ({
    row: 'section 1, section 2',
    name: `a state to wait in: ${name}`,
    holds:
      'no hot loop, the probes say why, SIGTERM ends each service with code 0 in good time, and all go on alone',
    own: {},
    deadlineMs: 240_000,
    run: (scene) =>
      administered(scene, async (db) => {
        const phone = scene.phone('waits');
        await scene.kills(phone);
        const sent = [await scene.sends([phone]), await scene.sends([phone])];
        const end = await begin(scene, db);
        try {
          await scene.passes(SETTLES_MS);
          await mustBeCalm(scene);
          for (const service of FLOW) {
            must((await scene.probe(service, 'live')).status === 200, `${service} is not alive`);
            const { words } = await scene.probe(service, 'ready');
            const expected = says[service] ?? NOTHING;
            must(expected.test(words), `${service} says ${words}`);
          }
          await Promise.all(SERVICES.map((service) => mustEnd(scene, service)));
        } finally {
          for (const service of SERVICES)
            if (scene.platform.programs[service].pid === undefined) scene.platform.programs[service].launch();
          await end();
        }
        await scene.isWell();
        for (const id of sent) await scene.mustHaveRung(id, phone, 45_000);
        await scene.mustRing(phone, 45_000);
      }),
  }),
);

async function mustBeCalm(scene: Scene): Promise<void> {
  const taken = (): number[] => FLOW.map((service) => cpuMsOf(scene.platform.programs[service].pid ?? 0));
  const before = taken();
  await scene.passes(MEASURED_MS);
  for (const [i, cpuMs] of taken().entries()) {
    const share = (cpuMs - (before[i] ?? 0)) / MEASURED_MS;
    must(share < CALM_SHARE, `${FLOW[i]} takes ${share.toFixed(2)} of a core`);
  }
}

async function mustEnd(scene: Scene, service: ServiceName): Promise<void> {
  const program = scene.platform.programs[service];
  const startedAt = performance.now();
  await program.stop();
  const tookMs = Math.round(performance.now() - startedAt);
  const ending = await program.ending;
  must(
    ending?.code === 0 && tookMs < MAX_END_MS,
    `${service} ended with ${ending?.code} ${ending?.signal} after ${tookMs} ms`,
  );
}

export const WAITING: readonly Fault[] = calm;
