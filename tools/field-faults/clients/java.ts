// Apache's Java client as a process that is fed by lines: one start serves all faults of a platform.
import { type Parts, PARTS_FOLDER, within } from '@offline-push/parts';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_DEADLINE_MS = 60_000;
const ANSWER_DEADLINE_MS = 60_000;

export interface JavaRecord {
  topic: string;
  key?: string | null;
  value: string | null;
  /** null: a header without a value, which other clients cannot send. */
  headers?: Record<string, string | null>;
  timestampMs?: number;
}

export class Java {
  private readonly waiting: { heard: (answer: string) => void; failed: (error: Error) => void }[] = [];
  private readonly producers = new Set<string>();

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (/^(ok|error) ?/.test(line)) this.waiting.shift()?.heard(line);
    });
    child.once('exit', (code) => {
      for (const { failed } of this.waiting.splice(0))
        failed(new Error(`the Java client ended with ${code}`));
    });
  }

  static async start(parts: Parts): Promise<Java> {
    const child = spawn(
      'java',
      [
        ...[
          '-Xmx256m',
          '-XX:+UseSerialGC',
          '-XX:TieredStopAtLevel=1',
          '-cp',
          join(kafkaFolder(), 'libs', '*'),
        ],
        ...[join(__dirname, 'java', 'Producer.java'), parts.brokers.join(',')],
      ],
      { env: { ...process.env, ...parts.mark }, stdio: 'pipe' },
    );
    child.stderr.resume();
    const java = new Java(child);
    await within(START_DEADLINE_MS, 'the Java client did not start', java.heard());
    return java;
  }

  /** A producer with these settings; the same settings give the same producer. */
  async producer(settings: Record<string, string> = {}): Promise<string> {
    const text = Object.entries({ 'max.request.size': '1000000', ...settings })
      .map(([name, value]) => `${name}=${value}`)
      .join(',');
    if (!this.producers.has(text)) await this.tell('open', text, text);
    this.producers.add(text);
    return text;
  }

  async send(producer: string, { topic, key, value, headers = {}, timestampMs }: JavaRecord): Promise<void> {
    const pairs = Object.entries(headers).map(([name, text]) => `${name}:${coded(text)}`);
    const time = timestampMs === undefined ? '-' : String(timestampMs);
    await this.tell('send', producer, topic, coded(key ?? null), coded(value), pairs.join(','), time);
  }

  begin = (producer: string): Promise<string> => this.tell('begin', producer);
  commit = (producer: string): Promise<string> => this.tell('commit', producer);
  abort = (producer: string): Promise<string> => this.tell('abort', producer);

  /** An empty value takes the topic's own setting away. */
  configure = (topic: string, name: string, value: string): Promise<string> =>
    this.tell('configure', topic, name, value);

  stop(): void {
    this.child.kill('SIGKILL');
  }

  private async tell(...words: string[]): Promise<string> {
    const answer = this.heard();
    this.child.stdin.write(`${words.join('\t')}\n`);
    const line = await within(ANSWER_DEADLINE_MS, `the Java client did not answer ${words[0]}`, answer);
    if (line.startsWith('error')) throw new Error(`the Java client: ${line}`);
    return line.slice(3);
  }

  private heard(): Promise<string> {
    return new Promise((heard, failed) => this.waiting.push({ heard, failed }));
  }
}

const coded = (text: string | null): string => (text === null ? '-' : Buffer.from(text).toString('base64'));

function kafkaFolder(): string {
  const [newest] = readdirSync(PARTS_FOLDER)
    .filter((name) => /^kafka-[\d.]+$/.test(name))
    .sort()
    .reverse();
  if (newest === undefined) throw new Error(`there is no Kafka in ${PARTS_FOLDER}`);
  return join(PARTS_FOLDER, newest);
}
