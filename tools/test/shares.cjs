// Deals the spec files of a suite to the jest processes that run it side by side (`--shard`): longest first, each to whoever has least, so
// that all of them end at about the same time. Jest's own deal counts files, and knows no seconds on a fresh clone.
const { posix, relative, sep } = require('node:path');

/** By name, so that a file may move. Measured on two cores. A spec without an entry is short. Update the list if a suite ends unevenly. */
const SECONDS = {
  'availability.kafka.spec.ts': 60,
  'bindings.flow.spec.ts': 9,
  'broker-failure.kafka.spec.ts': 50,
  'broker-failure.story.spec.ts': 41,
  'catch-up.story.spec.ts': 9,
  'console.story.spec.ts': 90,
  'credentials.flow.spec.ts': 65,
  'cures.spec.ts': 20,
  'decisions.flow.spec.ts': 10,
  'demo.story.spec.ts': 8,
  'diagnosis.story.spec.ts': 45,
  'dispatch.flow.spec.ts': 30,
  'docs.story.spec.ts': 40,
  'kafka.kafka.spec.ts': 33,
  'kill.story.spec.ts': 33,
  'last-look.flow.spec.ts': 18,
  'outage.kafka.spec.ts': 22,
  'outbox.db.spec.ts': 17,
  'parts.kafka.spec.ts': 21,
  'presence.flow.spec.ts': 8,
  'publisher.spec.ts': 8,
  'receipts.story.spec.ts': 7,
  'run.spec.ts': 10,
  'sandbox.spec.ts': 21,
  'seed-walk.story.spec.ts': 35,
  'short.story.spec.ts': 34,
  'silence.flow.spec.ts': 50,
  'start-service.spec.ts': 9,
  'start-without-database.db.spec.ts': 20,
  'start.story.spec.ts': 70,
  'topics.kafka.spec.ts': 8,
  'who-is-pushed.story.spec.ts': 26,
  'why.story.spec.ts': 50,
};
const SHORT_SECONDS = 2;

/** Pure: paths → shares of paths, the longest first in each. */
function shares(paths, count, secondsOf = (path) => SECONDS[posix.basename(path)] ?? SHORT_SECONDS) {
  const dealt = Array.from({ length: count }, () => ({ paths: [], seconds: 0 }));
  for (const path of longestFirst(paths, secondsOf)) {
    const least = dealt.reduce((best, each) => (each.seconds < best.seconds ? each : best));
    least.paths.push(path);
    least.seconds += secondsOf(path);
  }
  return dealt.map((share) => share.paths);
}

/** By path where the time is the same: every process must come to the same deal. */
const longestFirst = (paths, secondsOf) =>
  [...paths].sort((a, b) => secondsOf(b) - secondsOf(a) || (a < b ? -1 : 1));

/** What jest asks of a sequencer. */
class Shares {
  constructor({ globalConfig }) {
    this.root = globalConfig.rootDir;
  }

  shard(tests, { shardIndex, shardCount }) {
    return this.inOrder(tests, shares(this.pathsOf(tests), shardCount)[shardIndex - 1]);
  }

  sort(tests) {
    return this.inOrder(tests, shares(this.pathsOf(tests), 1)[0]);
  }

  allFailedTests() {
    return [];
  }

  cacheResults() {}

  pathsOf(tests) {
    return tests.map(({ path }) => this.pathOf(path));
  }

  pathOf(path) {
    return relative(this.root, path).split(sep).join('/');
  }

  inOrder(tests, paths) {
    const byPath = new Map(tests.map((test) => [this.pathOf(test.path), test]));
    return paths.map((path) => byPath.get(path));
  }
}

module.exports = Object.assign(Shares, { shares });
