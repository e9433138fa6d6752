// Kafka's jars, a formatted folder and a class archive, made once and kept in the git-ignored `.parts`. Each appears under its name only
// when it is whole, so that an interrupted download is never taken for Kafka.
import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { brokerProperties, javaFlags, metaProperties } from './kafka-settings';
import type { Run } from '../processes/run';

const tool = join(__dirname, '..', '..');
const pom = join(tool, 'pom.xml');

export const LOG4J = join(tool, 'log4j2.properties');

/** A slow line needs minutes for 44 MB. */
const FETCH_DEADLINE_MS = 600_000;
const FORMAT_DEADLINE_MS = 60_000;

export interface KafkaFiles {
  java: string;
  classpath: string;
  /** A folder as `kafka-storage format` leaves it. */
  formatted: string;
  /** Exists after the first clean stop with this Java. */
  archive: string;
}

/** Makes what is missing. `tell` gets a line whenever there is something to wait for. */
export async function kafkaFiles(run: Run, parts: string, tell: (line: string) => void): Promise<KafkaFiles> {
  const version = kafkaVersion(readFileSync(pom, 'utf8'));
  const kept = join(parts, `kafka-${version}`);
  mkdirSync(kept, { recursive: true });
  const java = javaCommand();
  const libs = join(kept, 'libs');
  if (!existsSync(libs)) await fetchJars(run, libs, version, tell);
  const classpath = join(libs, '*');
  const formatted = join(kept, 'formatted');
  if (!existsSync(formatted)) await format(run, { java, classpath }, formatted);
  return { java, classpath, formatted, archive: join(kept, `classes-${fingerprint(java)}.jsa`) };
}

function kafkaVersion(pomText: string): string {
  const version = /<kafka\.version>([^<]+)</.exec(pomText)?.[1];
  if (!version) throw new Error('tools/parts/pom.xml names no kafka.version');
  return version;
}

/** Gives a broker its own copy of the formatted folder. */
export function giveFormatted(files: KafkaFiles, brokerId: number, folder: string): void {
  cpSync(files.formatted, folder, { recursive: true });
  const meta = join(folder, 'meta.properties');
  writeFileSync(meta, metaProperties(readFileSync(meta, 'utf8'), brokerId, uuid()));
}

/** Keeps the archive that a clean stop has left. */
export function keepArchive(left: string, archive: string): void {
  if (!existsSync(left) || existsSync(archive)) return;
  const almost = `${archive}.${process.pid}`;
  copyFileSync(left, almost);
  renameSync(almost, archive);
}

async function fetchJars(
  run: Run,
  libs: string,
  version: string,
  tell: (line: string) => void,
): Promise<void> {
  tell(`fetching Apache Kafka ${version} with Maven (44 MB, this once)`);
  const almost = join(run.folder, 'libs');
  const maven = run.launch({
    name: 'maven',
    command: 'mvn',
    args: [
      ...['-B', '-f', pom, 'dependency:copy-dependencies'],
      ...['-DincludeScope=runtime', `-DoutputDirectory=${almost}`],
    ],
  });
  let told = 0;
  await maven.succeeds(FETCH_DEADLINE_MS, (log) => {
    const fetched = log.match(/Downloaded from .*\.jar/g)?.length ?? 0;
    if (fetched >= told + 10) tell(`  ${(told = fetched)} files fetched`);
  });
  becomeWhole(almost, libs);
}

async function format(
  run: Run,
  { java, classpath }: { java: string; classpath: string },
  formatted: string,
): Promise<void> {
  const almost = join(run.folder, 'formatted');
  const properties = join(run.folder, 'format.properties');
  const place = { id: 1, port: 9092, controllerPort: 9093 };
  writeFileSync(properties, brokerProperties(place, [place], almost));
  const storage = run.launch({
    name: 'kafka-storage',
    command: java,
    args: [
      ...javaFlags({ pace: 'quick', brokers: 1, log4j: LOG4J }),
      ...[
        '-cp',
        classpath,
        'kafka.tools.StorageTool',
        'format',
        '--cluster-id',
        uuid(),
        '--config',
        properties,
      ],
    ],
  });
  await storage.succeeds(FORMAT_DEADLINE_MS);
  becomeWhole(almost, formatted);
}

/** Another tool may have been faster: then its folder is as good as ours. */
function becomeWhole(almost: string, folder: string): void {
  const beside = `${folder}.${randomBytes(4).toString('hex')}`;
  try {
    cpSync(almost, beside, { recursive: true });
    renameSync(beside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(beside, { recursive: true, force: true });
    rmSync(almost, { recursive: true, force: true });
  }
}

function javaCommand(): string {
  const home = process.env.JAVA_HOME;
  const places = home ? [join(home, 'bin')] : (process.env.PATH ?? '').split(delimiter);
  const java = places.map((place) => join(place, 'java')).find((file) => existsSync(file));
  if (!java)
    throw new Error(home ? `JAVA_HOME is ${home}, but there is no bin/java` : 'java is not on the PATH');
  return realpathSync(java);
}

/** An archive fits only the Java that wrote it. */
function fingerprint(java: string): string {
  return createHash('sha256')
    .update(`${java} ${statSync(java).mtimeMs}`)
    .digest('hex')
    .slice(0, 12);
}

/** Kafka's form of a UUID: 22 characters, base64url; one that starts with a dash would read as an option. */
function uuid(): string {
  const text = randomBytes(16).toString('base64url');
  return text.startsWith('-') ? uuid() : text;
}
