import { isInstallNeeded } from './install.mjs';

describe('whether the npm packages must be installed', () => {
  it.each([
    ['nothing is there', undefined, false, true],
    ['somebody ran npm ci after the lockfile came', undefined, true, false],
    ['we installed this lockfile', 'a', true, false],
    ['the lockfile has changed since', 'b', true, true],
    ['the lockfile has changed back, but is younger than the packages', 'a', false, false],
  ])('%s', (_, stamp, isNpmNewer, isNeeded) => {
    expect(isInstallNeeded({ lock: 'a', stamp, isNpmNewer })).toBe(isNeeded);
  });
});
