import { isAtLeast, javaMajor, judge, type Found } from './prerequisites.mjs';

const complete: Found = {
  node: '20.19.0',
  java: 17,
  maven: true,
  brokersGiven: false,
  jarsKept: false,
  docker: false,
  lacksPooler: false,
  mayInstall: false,
};

describe('what must be on the machine', () => {
  it.each<[string, Partial<Found>]>([
    ['Node, Java and Maven', {}],
    ['no Maven, but the jars of an earlier start', { maven: false, jarsKept: true }],
    [
      'neither Java nor Maven, but a Kafka that was given',
      { java: undefined, maven: false, brokersGiven: true },
    ],
    ['newer than needed', { node: '24.1.0', java: 25 }],
  ])('goes on with %s', (_, found) => {
    expect(judge({ ...complete, ...found })).toEqual({ step: 'go' });
  });

  it('stops on an old Node, whatever else is there', () => {
    const verdict = judge({ ...complete, node: '20.18.3', mayInstall: true });
    expect(verdict.step).toBe('stop');
    expect(verdict.says).toContain('20.18.3');
  });

  it.each<[string, Partial<Found>, string[]]>([
    ['Java', { java: undefined }, ['java']],
    ['a newer Java than 11', { java: 11 }, ['java']],
    ['Maven', { maven: false }, ['maven']],
    ['both', { java: undefined, maven: false }, ['java', 'maven']],
    ['PgBouncer for the tests', { lacksPooler: true }, ['pgbouncer']],
    ['PgBouncer beside Maven', { lacksPooler: true, maven: false }, ['maven', 'pgbouncer']],
  ])('as root on Debian says so and installs %s', (_, found, packages) => {
    const verdict = judge({ ...complete, ...found, mayInstall: true });
    expect(verdict).toMatchObject({ step: 'install', packages });
    expect(verdict.says).toContain('apt-get');
  });

  it('stops without PgBouncer if it may not install it: no test is skipped', () => {
    const verdict = judge({ ...complete, lacksPooler: true });
    expect(verdict.step).toBe('stop');
    expect(verdict.says).toContain('apt-get install pgbouncer');
  });

  it('offers the compose file where Docker runs', () => {
    const verdict = judge({ ...complete, java: undefined, docker: true });
    expect(verdict.step).toBe('stop');
    expect(verdict.says).toContain('docker compose up');
  });

  it('names only what is missing, once, with the command that installs it', () => {
    const verdict = judge({ ...complete, maven: false });
    expect(verdict.step).toBe('stop');
    expect(verdict.says).toContain('apt-get install maven');
    expect(verdict.says).not.toContain('Java');
    expect(verdict.says).not.toContain('docker');
  });

  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "25" 2025-09-16', 25],
    ['The operation couldn’t be completed. Unable to locate a Java Runtime.', undefined],
    ['', undefined],
  ])('reads the Java in %j', (answer, major) => {
    expect(javaMajor(answer)).toBe(major);
  });

  it.each([
    ['20.19.0', true],
    ['v20.19.4', true],
    ['22.0.0', true],
    ['20.9.0', false],
    ['18.20.0', false],
  ])('Node %s is new enough: %s', (version, isNewEnough) => {
    expect(isAtLeast(version, 20, 19)).toBe(isNewEnough);
  });
});
