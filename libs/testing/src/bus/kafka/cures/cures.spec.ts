// Each illness is shown on stock code with all other cures applied, then cured: a cure that does nothing fails here.
import { type EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { FakeBroker, type ClusterView } from '../../../fake-broker';
import type * as Internals from '@offline-push/bus/inside/kafka/internals';
import type {
  ClusterInstance,
  ConsumerGroupInstance,
  KafkaFailure,
  ProtocolRequest,
  RunnerInstance,
} from '@offline-push/bus/inside/kafka/internals';
import { aBatch, aFetchResponse } from '../../../../fixtures/fetch/batches';
import type * as Cures from '@offline-push/bus/inside/kafka/cures/index';
import { CURES, requireKnownVersion } from '@offline-push/bus/inside/kafka/cures/index';

const TOPIC = 'message.sent.v1';
let view: ClusterView;
let one: FakeBroker;
let two: FakeBroker;
const clusters: ClusterInstance[] = [];

beforeEach(async () => {
  view = { alive: new Map(), leaders: { [TOPIC]: [1, 1] }, coordinator: 1 };
  one = await FakeBroker.start(1, view);
  two = await FakeBroker.start(2, view);
});

afterEach(async () => {
  await Promise.all([one.stop(), two.stop()]);
  await Promise.all(clusters.splice(0).map((cluster) => cluster.disconnect()));
});

/** kafkajs of its own, with its cures; `without`: the one that is left out. */
function kafkajs(without: string | undefined) {
  let loaded: ReturnType<typeof Internals.internals>;
  jest.isolateModules(() => {
    jest
      .requireActual<typeof Cures>('@offline-push/bus/inside/kafka/cures/index')
      .applyCures({ except: without === undefined ? [] : [without] });
    loaded = jest.requireActual<typeof Internals>('@offline-push/bus/inside/kafka/internals').internals();
  });
  return loaded!;
}
type Kafkajs = ReturnType<typeof kafkajs>;

const quiet = { namespace: () => quiet, info() {}, error() {}, warn() {}, debug() {}, setLogLevel() {} };

function aCluster(
  { Cluster, socketFactory }: Kafkajs,
  { brokers = [one], requestTimeout = 400 }: { brokers?: FakeBroker[]; requestTimeout?: number } = {},
): ClusterInstance {
  const cluster = new Cluster({
    logger: quiet as never,
    socketFactory: socketFactory(),
    brokers: brokers.map(({ address }) => address),
    clientId: 'spec',
    connectionTimeout: 500,
    requestTimeout,
    metadataMaxAge: 300_000,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 20, maxRetryTime: 50, retries: 2 },
  });
  clusters.push(cluster);
  return cluster;
}

/** How a promise ends within a time: its value, the name of its error, or "still waiting". */
async function endOf(promise: Promise<unknown>, withinMs: number): Promise<unknown> {
  const limit = new AbortController();
  const settled = promise.catch((error: KafkaFailure) => error.name).finally(() => limit.abort());
  const late = sleep(withinMs, 'still waiting', { signal: limit.signal }).catch(() => settled);
  return Promise.race([settled, late]);
}

/** name of the cure → what happens, stock and cured. */
interface Scenario {
  play: (kafkajs: Kafkajs) => Promise<unknown>;
  stock: unknown;
  cured: unknown;
}

const SCENARIOS: Record<string, Scenario> = {
  'timer-loop': {
    async play(kafkajs) {
      const cluster = aCluster(kafkajs);
      await cluster.connect();
      let woken = 0;
      const { prototype } = kafkajs.RequestQueue;
      const check = prototype.checkPendingRequests;
      prototype.checkPendingRequests = function () {
        woken++;
        check.call(this);
      };
      await sleep(200);
      return woken > 20 ? 'wakes all the time' : 'sleeps';
    },
    stock: 'wakes all the time',
    cured: 'sleeps',
  },

  'half-frame': {
    async play(kafkajs) {
      const cluster = aCluster(kafkajs);
      await cluster.connect();
      const broker = await cluster.brokerPool.findConnectedBroker();
      one.treat = () => 'half';
      await endOf(broker.metadata([]), 1_000);
      one.treat = () => 'answer';
      return endOf(
        broker.metadata([]).then(() => 'answered'),
        1_000,
      );
    },
    stock: 'KafkaJSRequestTimeoutError',
    cured: 'answered',
  },

  'dead-connection': {
    async play(kafkajs) {
      const cluster = aCluster(kafkajs);
      await cluster.connect();
      const broker = await cluster.brokerPool.findConnectedBroker();
      one.freezeConnections();
      await endOf(broker.metadata([]), 1_000);
      return endOf(
        broker.metadata([]).then(() => 'answered'),
        1_000,
      );
    },
    stock: 'KafkaJSRequestTimeoutError',
    cured: 'answered',
  },

  'dead-socket': {
    async play(kafkajs) {
      const cluster = aCluster(kafkajs);
      await cluster.connect();
      const broker = await cluster.brokerPool.findConnectedBroker();
      const [connection] = broker.connectionPool.pool;
      const closed = once(connection?.socket as unknown as EventEmitter, 'close');
      await Promise.all([one.stop(), broker.disconnect(), endOf(closed, 1_000)]);
      for (let tries = 0; tries < 12; tries++) await broker.disconnect();
      return (connection?.socket?.listenerCount('connect') ?? 0) > 10 ? 'collects' : 'forgets';
    },
    stock: 'collects',
    cured: 'forgets',
  },

  'silent-seed': {
    async play(kafkajs) {
      one.treat = () => 'silence';
      const cluster = aCluster(kafkajs, { brokers: [one, two], requestTimeout: 5_000 });
      return endOf(
        cluster.connect().then(() => 'connected'),
        2_500,
      );
    },
    stock: 'still waiting',
    cured: 'connected',
  },

  'metadata-elsewhere': {
    async play(kafkajs) {
      const cluster = aCluster(kafkajs, { requestTimeout: 5_000 });
      await cluster.connect();
      await cluster.addTargetTopic(TOPIC);
      one.freezeConnections();
      return endOf(
        cluster.refreshMetadata().then(() => 'known'),
        2_500,
      );
    },
    stock: 'still waiting',
    cured: 'known',
  },

  'leaderless-partition': {
    async play(kafkajs) {
      view.leaders[TOPIC] = [1, -1];
      const cluster = aCluster(kafkajs);
      await cluster.connect();
      return endOf(
        cluster.addTargetTopic(TOPIC).then(() => 'usable'),
        1_000,
      );
    },
    stock: 'KafkaJSNumberOfRetriesExceeded',
    cured: 'usable',
  },

  'fresh-metadata': {
    async play(kafkajs) {
      const cluster = aCluster(kafkajs);
      await cluster.connect();
      await cluster.addTargetTopic(TOPIC);
      const before = cluster.brokerPool.metadata;
      const deadlineMs = Date.now() + 2_000;
      while (cluster.brokerPool.metadata === before && Date.now() < deadlineMs) await sleep(20);
      return cluster.brokerPool.metadata === before ? 'as old as the connection' : 'fresh';
    },
    stock: 'as old as the connection',
    cured: 'fresh',
  },

  'lost-fetch': {
    async play(kafkajs) {
      const group = await aMember(kafkajs);
      const timeout = new kafkajs.errors.KafkaJSRequestTimeoutError('Request Fetch timed out');
      return endOf(
        group.recoverFromFetch(timeout).then(() => 'goes on'),
        1_000,
      );
    },
    stock: 'KafkaJSRequestTimeoutError',
    cured: 'goes on',
  },

  // P21
  'steady-heartbeat': {
    async play(kafkajs) {
      const group = await aMember(kafkajs);
      await group.heartbeat({ interval: 10 });
      const wall = Date.now;
      Date.now = () => wall() - 600_000;
      await sleep(20);
      await group.heartbeat({ interval: 10 }).finally(() => (Date.now = wall));
      return one.calls.filter((api) => api === 'Heartbeat').length;
    },
    stock: 1,
    cured: 2,
  },
  // On stock code the fetchers of a stopped runner never let anybody else have a turn, so they are not let loose here.
  'stopped-fetch': {
    async play({ Runner }) {
      let fetchers = 'go on';
      const runner = Object.assign(Object.create(Runner.prototype) as RunnerInstance, {
        running: false,
        logger: quiet,
        consumerGroup: {},
        fetchManager: { stop: async () => void (fetchers = 'end') },
      });
      expect(await runner.fetch('1')).toEqual([]);
      return fetchers;
    },
    stock: 'go on',
    cured: 'end',
  },
  'coordinator-lookup': {
    async play(kafkajs) {
      const group = await aMember(kafkajs);
      view.coordinator = 2;
      await one.stop();
      await endOf(group.heartbeat({ interval: 0 }), 3_000);
      await endOf(group.heartbeat({ interval: 0 }), 3_000);
      return two.calls.includes('Heartbeat') ? 'the new coordinator hears of it' : 'nobody hears of it';
    },
    stock: 'nobody hears of it',
    cured: 'the new coordinator hears of it',
  },

  'record-decoder': {
    async play(kafkajs) {
      const { response } = kafkajs.requests.Fetch.protocol({ version: 11 })({ topics: [], maxWaitTime: 0 });
      const bytes = aFetchResponse([aBatch([{ value: 'a' }]), aBatch([{ value: 'b' }], { codec: 3 })]);
      return response.decode(bytes).then(
        ({ responses }) =>
          responses.flatMap(({ partitions }) => partitions.map(({ messages }) => messages.length)).join(),
        (error: KafkaFailure) => error.name,
      );
    },
    stock: 'KafkaJSNotImplemented',
    cured: '1,1',
  },
};

/** A member of a group whose coordinator is broker one. */
async function aMember(kafkajs: Kafkajs): Promise<ConsumerGroupInstance> {
  const cluster = aCluster(kafkajs, { brokers: [one, two] });
  await cluster.connect();
  await cluster.addTargetTopic(TOPIC);
  const ConsumerGroup = kafkajs.ConsumerGroup as unknown as new (options: object) => ConsumerGroupInstance;
  const group = new ConsumerGroup({
    cluster,
    groupId: 'presence.push',
    logger: quiet,
    instrumentationEmitter: { emit() {} },
    topics: [TOPIC],
    assigners: [],
  });
  const coordinator = await cluster.findGroupCoordinator({ groupId: 'presence.push' });
  return Object.assign(group, { coordinator, memberId: 'm-1', generationId: 1, lastRequest: 0 });
}

describe.each(CURES)('$name', ({ name, illness }) => {
  const scenario = SCENARIOS[name]!;

  it(`is needed. ${illness}`, async () => {
    expect(await scenario.play(kafkajs(name))).toBe(scenario.stock);
  });

  it('cures it', async () => {
    expect(await scenario.play(kafkajs(undefined))).toBe(scenario.cured);
  });
});

it('fresh-metadata brings no client back to life that has ended', async () => {
  const cluster = aCluster(kafkajs(undefined));
  await cluster.connect();
  await cluster.addTargetTopic(TOPIC);
  const asked = (): number => one.calls.filter((api) => api === 'Metadata').length;
  const before = asked();
  one.treat = (api) => (api === 'Metadata' ? 'hold' : 'answer');
  await until(() => asked() > before);
  one.treat = () => 'answer';
  await cluster.disconnect();
  await until(() => asked() > before + 1);
  await until(() => one.connections === 0);
});

async function until(holds: () => boolean): Promise<void> {
  const endMs = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > endMs) throw new Error('not in time');
    await sleep(20);
  }
}

/** Some request that no cure knows. */
function heartbeat({ Encoder }: Kafkajs): ProtocolRequest<void> {
  const encoder = Object.assign(Object.create(Encoder.prototype), { buf: Buffer.alloc(0), offset: 0 });
  return {
    request: { apiKey: 12, apiVersion: 0, apiName: 'Heartbeat', encode: () => Promise.resolve(encoder) },
    response: { decode: () => Promise.resolve(), parse: () => Promise.resolve() },
  };
}

describe('a partition that its leader cannot read', () => {
  const play = async (loaded: Kafkajs, partitions: (Buffer | number)[]): Promise<unknown> => {
    const { response } = loaded.requests.Fetch.protocol({ version: 11 })({ topics: [], maxWaitTime: 0 });
    return response.decode(aFetchResponse(partitions)).then(response.parse);
  };
  const CORRUPT = 2;

  it('does not cost the others their records', async () => {
    const answer = await play(kafkajs(undefined), [CORRUPT, aBatch([{ value: 'a' }]), Buffer.alloc(0)]);
    expect(answer).toMatchObject({
      responses: [{ partitions: [{ partition: 1, messages: [{ offset: '0' }] }, { partition: 2 }] }],
    });
  });

  it('is waited for by itself, and does not crash the consumer', async () => {
    const loaded = kafkajs(undefined);
    const error = await play(loaded, [CORRUPT, Buffer.alloc(0)]).catch((error: KafkaFailure) => error);
    expect(error).toMatchObject({ type: 'CORRUPT_MESSAGE' });
    const group = await aMember(loaded);
    await expect(group.recoverFromFetch(error as KafkaFailure)).resolves.toBeUndefined();
  });

  it('costs all of them theirs without the cure', async () => {
    await expect(play(kafkajs('record-decoder'), [CORRUPT, aBatch([{ value: 'a' }])])).rejects.toThrow();
  });
});

describe('S1: a commit that is tried again', () => {
  it('is not made under the next assignment, where it would go back', async () => {
    const group = await aMember(kafkajs(undefined));
    const committed: string[] = [];
    const anAssignment = (name: string, isAway: boolean) => ({
      coordinator: group.coordinator!,
      async commitOffsets() {
        if (isAway) throw new Error('the group is being shared out anew');
        committed.push(name);
      },
    });
    const [late, timely] = [{ topics: [] }, { topics: [] }];
    group.offsetManager = anAssignment('first', true);
    await expect(group.commitOffsets(late)).rejects.toThrow('shared out anew');
    group.offsetManager = anAssignment('second', false);
    await group.commitOffsets(late);
    expect(committed).toEqual([]);
    await group.commitOffsets(timely);
    expect(committed).toEqual(['second']);
  });
});

describe('a broker that left the cluster', () => {
  const play = async (loaded: Kafkajs): Promise<unknown> => {
    view.leaders[TOPIC] = [1, 2];
    const cluster = aCluster(loaded, { brokers: [one, two], requestTimeout: 5_000 });
    await cluster.connect();
    await cluster.addTargetTopic(TOPIC);
    const gone = await cluster.findBroker({ nodeId: 2 });
    two.freezeConnections();
    const answer = gone.connectionPool.send(heartbeat(loaded));
    view.alive.delete(2);
    cluster.refreshMetadata().catch(() => undefined);
    return endOf(answer, 2_500);
  };

  it('leaves its callers waiting without the cure', async () => {
    expect(await play(kafkajs('metadata-elsewhere'))).toBe('still waiting');
  });

  it('is let go of as soon as the metadata says so', async () => {
    expect(await play(kafkajs(undefined))).toMatch(/^KafkaJSConnection/);
  });
});

describe('the version of kafkajs', () => {
  it('is the one that the cures know', () => {
    expect(() => requireKnownVersion('2.2.4')).not.toThrow();
  });

  it('stops the start when it is another one', () => {
    expect(() => requireKnownVersion('2.3.0')).toThrow(
      'kafkajs is 2.3.0, but its cures were written for 2.2.4',
    );
  });
});
