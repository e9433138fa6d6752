// The swc options for jest, the tools and the services.
const { root, paths } = require('./paths.cjs');

const options = {
  swcrc: false,
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    baseUrl: root,
    paths,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

module.exports = { options };
