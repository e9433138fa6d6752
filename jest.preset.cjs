// One jest set-up for all projects: swc compiles, and lets NestJS 12 (ES modules only) through to CommonJS,
// because jest cannot require ES modules on Node 20 (ADR 0009).
const { pathsToModuleNameMapper } = require('./tools/build/paths.cjs');

const esmOnly = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  '@tokenizer',
  '@borewit',
  'uint8array-extras',
  'jose',
  'openid-client',
  'oauth4webapi',
];

module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  // Above the 60 s that one wait of a test has, so that the wait says what did not come, and a busy machine ends no test.
  testTimeout: 120_000,
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  moduleNameMapper: pathsToModuleNameMapper(),
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/dist-sandbox/',
    '<rootDir>/.parts/',
    '<rootDir>/.nx/',
  ],
  transformIgnorePatterns: [`/node_modules/(?!(?:${esmOnly.join('|')})/)`],
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest', require('./tools/build/swc.cjs').options] },
};
