// The settings of a broker: its properties file and its Java flags. Pure.

export interface BrokerPlace {
  id: number;
  /** Clients come here. */
  port: number;
  /** The other controllers come here. */
  controllerPort: number;
}

/** Kafka's own limits on how many copies there can be: three brokers survive the loss of one, a single broker survives none. */
const COPIES = { 1: { replicas: 1, inSync: 1 }, 3: { replicas: 3, inSync: 2 } } as const;

/** `server.properties` of one broker of a cluster of one or three, each of them broker and controller. */
export function brokerProperties(broker: BrokerPlace, all: readonly BrokerPlace[], logDir: string): string {
  const { replicas, inSync } = COPIES[all.length === 3 ? 3 : 1];
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': broker.id,
    listeners: `PLAINTEXT://127.0.0.1:${broker.port},CONTROLLER://127.0.0.1:${broker.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${broker.port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    // A static quorum: the formatted folder then holds no ports and serves every later start.
    'controller.quorum.voters': all
      .map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`)
      .join(','),
    'log.dirs': logDir,
    'auto.create.topics.enable': false,
    'num.network.threads': 2,
    'num.io.threads': 2,
    'default.replication.factor': replicas,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': inSync,
    'share.coordinator.state.topic.num.partitions': 4,
    'group.initial.rebalance.delay.ms': 0,
    'log.segment.bytes': 64 * 1024 * 1024,
    // How soon a dead broker is fenced and its partitions get another leader (Kafka's default is 9 s).
    'broker.session.timeout.ms': 6_000,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** `quick` starts in a third of the time, `steady` is what a benchmark may be measured against. */
export type Pace = 'quick' | 'steady';

const PACE: Record<Pace, readonly string[]> = {
  quick: ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xms64m'],
  steady: ['-XX:+UseG1GC', '-Xms256m'],
};

export interface Jvm {
  pace: Pace;
  brokers: number;
  log4j: string;
  /** An archive of the classes to start from. */
  archive?: string | undefined;
  /** Where to leave such an archive at the next clean stop. */
  archiveTo?: string | undefined;
}

export function javaFlags({ pace, brokers, log4j, archive, archiveTo }: Jvm): string[] {
  return [
    ...PACE[pace],
    `-Xmx${brokers > 1 ? 384 : 512}m`,
    '-XX:+ExitOnOutOfMemoryError',
    '-XX:-UsePerfData', // leaves a file in the temporary folder when killed
    '-Djava.awt.headless=true',
    `-Dlog4j2.configurationFile=${log4j}`,
    ...(archive ? [`-XX:SharedArchiveFile=${archive}`, '-Xlog:disable', '-Xlog:all=error:stderr'] : []),
    ...(archiveTo
      ? [`-XX:ArchiveClassesAtExit=${archiveTo}`, '-Xlog:disable', '-Xlog:all=error:stderr']
      : []),
  ];
}

/** `meta.properties` for another broker: the same cluster, but each folder has an id of its own. */
export function metaProperties(formatted: string, brokerId: number, directoryId: string): string {
  return formatted
    .replace(/^node\.id=.*$/m, `node.id=${brokerId}`)
    .replace(/^directory\.id=.*$/m, `directory.id=${directoryId}`);
}

/** The active controller as the brokers' logs tell it: who took office last. Clients are not told by a KRaft broker. */
export function activeController(logs: ReadonlyMap<number, string>): number | undefined {
  let latest: { id: number; epoch: number } | undefined;
  for (const [id, log] of logs) {
    for (const [, epoch] of log.matchAll(/Becoming the active controller at epoch (\d+)/g)) {
      if (!latest || Number(epoch) > latest.epoch) latest = { id, epoch: Number(epoch) };
    }
  }
  return latest?.id;
}
