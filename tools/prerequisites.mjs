// What must be on the machine before anything can start: Node, Java, Maven; for the tests also PgBouncer. Runs before `npm ci`, so it
// imports nothing but Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Ends the process with one message if something is missing that cannot be installed from here. `forTests`: the suite also tries the
 * services behind PgBouncer.
 */
export async function ensurePrerequisites({ forTests = false } = {}) {
  const found = look(process.env, forTests);
  const verdict = judge(found);
  if (verdict.says) console.log(verdict.says);
  if (verdict.step === 'stop') process.exit(1);
  if (verdict.step === 'install') {
    install(verdict.packages);
    const after = judge({ ...look(process.env, forTests), mayInstall: false });
    if (after.step === 'go') return;
    console.log(after.says);
    process.exit(1);
  }
}

/** Pure: what to do about what was found. `{ step: 'go' | 'install' | 'stop', says?, packages? }` */
export function judge({ node, java, maven, brokersGiven, jarsKept, docker, lacksPooler, mayInstall }) {
  if (!isAtLeast(node, 20, 19))
    return { step: 'stop', says: `Node 20.19 or newer is needed; this is ${node}.` };
  const lacksJava = !brokersGiven && !(java >= 17);
  const lacksMaven = !brokersGiven && !jarsKept && !maven;
  if (!lacksJava && !lacksMaven) return lacksPooler ? judgePooler(mayInstall) : { step: 'go' };
  const missing = [
    lacksJava && `Java 17 or newer${java ? ` (this is ${java})` : ''}`,
    lacksMaven && 'Maven',
  ].filter(Boolean);
  const lacks = `Apache Kafka runs here without containers and needs what is missing: ${missing.join(' and ')}.`;
  const offer = 'Docker is running: `docker compose up --build` starts everything in containers instead.';
  if (mayInstall) {
    const packages = [lacksJava && 'java', lacksMaven && 'maven', lacksPooler && 'pgbouncer'].filter(Boolean);
    return {
      step: 'install',
      packages,
      says: lines(lacks, docker && offer, 'Installing with apt-get, as you are root …'),
    };
  }
  return { step: 'stop', says: lines(lacks, docker && offer, howTo(lacksJava, lacksMaven, lacksPooler)) };
}

function judgePooler(mayInstall) {
  const lacks = 'The tests try the services behind PgBouncer, which is missing.';
  if (mayInstall)
    return {
      step: 'install',
      packages: ['pgbouncer'],
      says: lines(lacks, 'Installing with apt-get, as you are root …'),
    };
  return {
    step: 'stop',
    says: lines(
      lacks,
      'Install: `sudo apt-get install pgbouncer` (Debian, Ubuntu), `brew install pgbouncer` (macOS).',
    ),
  };
}

const lines = (...parts) => parts.filter(Boolean).join('\n');

function howTo(lacksJava, lacksMaven, lacksPooler) {
  const pooler = lacksPooler && 'pgbouncer';
  const debian = [lacksJava && 'default-jre-headless', lacksMaven && 'maven', pooler]
    .filter(Boolean)
    .join(' ');
  const mac = [lacksJava && 'openjdk', lacksMaven && 'maven', pooler].filter(Boolean).join(' ');
  return (
    `Install: \`sudo apt-get install ${debian}\` (Debian, Ubuntu), \`brew install ${mac}\` (macOS); ` +
    'or set KAFKA_BROKERS to a Kafka you have.'
  );
}

/** "20.19.1" is at least 20.19. */
export function isAtLeast(version, major, minor) {
  const [a = 0, b = 0] = version.replace(/^v/, '').split('.').map(Number);
  return a > major || (a === major && b >= minor);
}

/** The major version in the answer of `java -version`: 17 of "17.0.15", 8 of "1.8.0_402"; undefined if it gives none. */
export function javaMajor(answer) {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(answer) ?? [];
  if (first === undefined) return undefined;
  return Number(first === '1' ? second : first);
}

function look(env, forTests) {
  const java = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java';
  return {
    node: process.versions.node,
    java: javaMajor(ask(java, '-version')),
    maven: ask('mvn', '-v') !== '',
    brokersGiven: Boolean(env.KAFKA_BROKERS?.trim()),
    jarsKept: existsSync(join(root, '.parts', `kafka-${kafkaVersion()}`, 'libs')),
    lacksPooler: forTests && !hasPooler(env),
    docker: ask('docker', 'info', '--format', '{{.ServerVersion}}') !== '',
    mayInstall:
      process.getuid?.() === 0 && existsSync('/etc/debian_version') && ask('apt-get', '--version') !== '',
  };
}

/** Debian puts it where only root looks. */
const hasPooler = (env) =>
  spawnSync('pgbouncer', ['-V'], { env: { PATH: `${env.PATH}:/usr/sbin` }, timeout: 20_000 }).status === 0;

const kafkaVersion = () =>
  /<kafka\.version>([^<]+)</.exec(readFileSync(join(root, 'tools', 'parts', 'pom.xml'), 'utf8'))?.[1];

/** What a command says, on either stream; empty if it is not there, fails or hangs. */
function ask(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? `${stdout}${stderr}`.trim() : '';
}

/** Newer releases have no openjdk-17 any more; their default is newer still. */
function install(packages) {
  apt('update');
  const java = ask('apt-cache', 'show', 'openjdk-17-jre-headless')
    ? 'openjdk-17-jre-headless'
    : 'default-jre-headless';
  apt('install', '-y', '--no-install-recommends', ...packages.map((name) => (name === 'java' ? java : name)));
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', ['-q', ...args], { stdio: 'inherit', env });
  if (status !== 0) console.log(`apt-get ${args[0]} ended with code ${status}`);
}
