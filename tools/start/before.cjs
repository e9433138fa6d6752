// What is known before `npm start` installs, builds or starts anything: what its command line asks for, and whether one runs here already.
// Imports nothing but Node, because npm ci has not run yet.
const { readFileSync } = require('node:fs');
const { parseArgs } = require('node:util');

const HELP = `npm start                installs, builds, starts everything with a demo, and stays until Ctrl-C
npm start -- --once      ends after the demo: exit code 0 only if exactly the killed phones were notified
npm start -- --help      says this

RUNNING_FILE             where addresses and keys are written down (.running.json); another file for a second npm start beside the first
KAFKA_BROKERS, DATABASE_URL                 a Kafka and a PostgreSQL that you have; without them they are started, too
CERTIFICATES_EFFECTIVE_AFTER_SECONDS        how long a saved certificate waits until it is used (0); those of the demo never wait

Exit code 2: the command line was wrong, nothing was started.`;

const OPTIONS = { once: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };
const KNOWN = ['--once', '--help', '-h', '--'];

/** `{ step: 'go', once }`, or `{ step: 'stop', code, says }`: what is said and with which code it ends. */
function beforeStart(args, runningFile) {
  const asked = askedBy(args);
  if (asked.step === 'stop' || asked.once) return asked;
  const says = runsAlready(runningFile);
  return says === undefined ? asked : { step: 'stop', code: 1, says };
}

function askedBy(args) {
  try {
    const { once, help } = parseArgs({ args, options: OPTIONS }).values;
    return help ? { step: 'stop', code: 0, says: HELP } : { step: 'go', once: once === true };
  } catch {
    const wrong = args.find((arg) => !KNOWN.includes(arg)) ?? args[0];
    const meant = /^-*h/i.test(wrong) ? '--help' : '--once';
    const says = `${JSON.stringify(wrong)} is not known here: did you mean ${meant}? See npm start -- --help`;
    return { step: 'stop', code: 2, says };
  }
}

/** Undefined: nobody else's platform is written down in the file. */
function runsAlready(file) {
  const pid = pidIn(file);
  if (pid === undefined || pid === process.pid || !lives(pid)) return undefined;
  return (
    `npm start runs here already: process ${pid}, which ${file} names. End it with Ctrl-C, or run a second one beside it ` +
    `with a file of its own: RUNNING_FILE=/tmp/second.json npm start. Is that process something else? Then remove ${file}.`
  );
}

/** A file that is broken names nobody. */
function pidIn(file) {
  try {
    const pid = JSON.parse(readFileSync(file, 'utf8'))?.pid;
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (error.code === 'ENOENT' || error.name === 'SyntaxError') return undefined;
    throw error;
  }
}

/** Signal 0 only asks. A process of somebody else lives, too. */
function lives(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

module.exports = { beforeStart, runsAlready };
