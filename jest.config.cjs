const preset = require('./jest.preset.cjs');
module.exports = { ...preset, testMatch: ['<rootDir>/{apps,libs,tools}/**/*.spec.ts'] };
