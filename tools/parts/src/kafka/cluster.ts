// One or three brokers as one cluster, and what a failure test does to them.
import { leaderOf, livingBrokers } from './admin';
import { Broker } from './broker';
import type { KafkaFiles } from './kafka-files';
import { activeController, type Pace } from './kafka-settings';
import { freePorts } from '../ports';
import type { Run } from '../processes/run';
import type { Watched } from '../processes/watched';
import { until } from '../within';

const CLUSTER_DEADLINE_MS = 60_000;

/** A killed controller is replaced within the fencing time of 6 s plus an election. */
const LEADER_DEADLINE_MS = 30_000;

export class Cluster {
  private constructor(private readonly members: readonly Broker[]) {}

  /** Brokers that were given by the environment: nothing here can be killed or started. */
  static readonly foreign = new Cluster([]);

  static async start(run: Run, files: KafkaFiles, brokers: 1 | 3, pace: Pace): Promise<Cluster> {
    const ports = await freePorts(brokers * 2);
    const places = Array.from({ length: brokers }, (_, index) => ({
      id: index + 1,
      port: Number(ports[index * 2]),
      controllerPort: Number(ports[index * 2 + 1]),
    }));
    const cluster = new Cluster(places.map((place) => new Broker(run, files, place, places, pace)));
    await Promise.all(cluster.members.map((broker) => broker.start()));
    await cluster.isComplete();
    return cluster;
  }

  /** `host:port` of every broker, running or not. */
  get brokers(): string[] {
    return this.members.map((broker) => broker.address);
  }

  /** Broker ids: 1, or 1 to 3. */
  get ids(): number[] {
    return this.members.map((broker) => broker.place.id);
  }

  pid(id: number): number | undefined {
    return this.member(id).pid;
  }

  /** The brokers for a supervisor, which starts again each that ends. */
  get watched(): Watched[] {
    return this.members.map((broker) => ({
      name: this.members.length === 1 ? 'kafka' : `kafka-${broker.place.id}`,
      ended: () => broker.ended,
      log: () => broker.log,
      again: () => broker.start(),
    }));
  }

  kill(id: number): Promise<void> {
    return this.member(id).kill();
  }

  freeze(id: number): void {
    this.member(id).freeze();
  }

  thaw(id: number): void {
    this.member(id).thaw();
  }

  /** Starts a killed broker again with what it had on disk; resolves when it serves. */
  start(id: number): Promise<void> {
    return this.member(id).start();
  }

  /** Waits until the cluster counts every broker as alive. */
  async isComplete(): Promise<void> {
    await until(CLUSTER_DEADLINE_MS, `the cluster did not count ${this.members.length} brokers`, async () => {
      const living = await livingBrokers(this.brokers);
      return living === this.members.length ? living : undefined;
    });
  }

  /** The broker that leads the partition. Waits while there is none, or while the cluster still names a dead broker. */
  leaderOf(topic: string, partition: number): Promise<number> {
    return until(LEADER_DEADLINE_MS, `${topic}/${partition} got no leader`, async () => {
      const id = await leaderOf(this.awake(), topic, partition);
      return id !== undefined && this.member(id).isAwake ? id : undefined;
    });
  }

  /** The broker that is the active controller; waits while an election runs. */
  controller(): Promise<number> {
    return until(LEADER_DEADLINE_MS, 'no controller was elected', () => {
      const id = activeController(new Map(this.members.map((broker) => [broker.place.id, broker.log])));
      return id !== undefined && this.member(id).isAwake ? id : undefined;
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.members.map((broker) => broker.stop()));
  }

  private awake(): string[] {
    return this.members.filter((broker) => broker.isAwake).map((broker) => broker.address);
  }

  private member(id: number): Broker {
    const found = this.members.find((broker) => broker.place.id === id);
    if (!found)
      throw new Error(`broker ${id} is not one that was started here (${this.ids.join(', ') || 'none was'})`);
    return found;
  }
}
