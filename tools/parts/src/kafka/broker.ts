// One broker with its ports, folder and process. A killed or frozen broker keeps ports and folder, and comes back as the same broker.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Child, Ending } from '../processes/child';
import { giveFormatted, keepArchive, LOG4J, type KafkaFiles } from './kafka-files';
import { brokerProperties, javaFlags, type BrokerPlace, type Pace } from './kafka-settings';
import type { Run } from '../processes/run';

/** On a busy machine three brokers share one core for their start. */
const START_DEADLINE_MS = 60_000;

/** Writing the archive takes a broker about 2 s at its end. */
const ARCHIVE_DEADLINE_MS = 15_000;

export class Broker {
  private child: Child | undefined;
  private frozen = false;
  private readonly folder: string;
  private readonly archiveTo: string;

  constructor(
    private readonly run: Run,
    private readonly files: KafkaFiles,
    readonly place: BrokerPlace,
    private readonly all: readonly BrokerPlace[],
    private readonly pace: Pace,
  ) {
    this.folder = join(run.folder, `broker-${place.id}`);
    this.archiveTo = join(run.folder, `classes-${place.id}.jsa`);
  }

  get address(): string {
    return `127.0.0.1:${this.place.port}`;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Runs and answers: neither killed nor frozen. */
  get isAwake(): boolean {
    return this.child?.isRunning === true && !this.frozen;
  }

  /** How it ended, once it does; undefined before its first start. */
  get ended(): Promise<Ending> | undefined {
    return this.child?.ended;
  }

  /** What it has said since its last start. */
  get log(): string {
    return this.child?.log ?? '';
  }

  async start(): Promise<void> {
    if (this.child?.isRunning) throw new Error(`broker ${this.place.id} is running already`);
    this.frozen = false;
    const properties = this.prepareFolder();
    this.child = this.run.launch({
      name: `broker-${this.place.id}`,
      command: this.files.java,
      args: [...this.flags(), '-cp', this.files.classpath, 'kafka.Kafka', properties],
    });
    await this.child.says(/Kafka Server started/, START_DEADLINE_MS);
  }

  /** SIGKILL: the broker ends without a shutdown. */
  async kill(): Promise<void> {
    await this.running().end('SIGKILL', 0);
  }

  /** SIGSTOP: its connections stay open and nothing is answered. */
  freeze(): void {
    this.running().signal('SIGSTOP');
    this.frozen = true;
  }

  thaw(): void {
    this.running().signal('SIGCONT');
    this.frozen = false;
  }

  /** Its records are thrown away, so only a broker that still owes the class archive gets the time for a clean end. */
  async stop(): Promise<void> {
    if (!this.child?.isRunning) return;
    if (!this.owesArchive() || this.frozen) return this.kill();
    await this.child.end('SIGTERM', ARCHIVE_DEADLINE_MS);
    keepArchive(this.archiveTo, this.files.archive);
  }

  private owesArchive(): boolean {
    return this.place.id === 1 && !existsSync(this.files.archive);
  }

  private prepareFolder(): string {
    const properties = join(this.folder, 'server.properties');
    if (!existsSync(this.folder)) {
      mkdirSync(this.folder);
      giveFormatted(this.files, this.place.id, join(this.folder, 'log'));
      writeFileSync(properties, brokerProperties(this.place, this.all, join(this.folder, 'log')));
    }
    return properties;
  }

  private flags(): string[] {
    return javaFlags({
      pace: this.pace,
      brokers: this.all.length,
      log4j: LOG4J,
      archive: existsSync(this.files.archive) ? this.files.archive : undefined,
      archiveTo: this.owesArchive() ? this.archiveTo : undefined,
    });
  }

  private running(): Child {
    if (!this.child?.isRunning) throw new Error(`broker ${this.place.id} is not running`);
    return this.child;
  }
}
