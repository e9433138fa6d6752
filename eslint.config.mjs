// The architecture, as rules that bite. tools/lint proves with fixtures that each of them refuses what it should.
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import hooks from 'eslint-plugin-react-hooks';
import * as regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import house from './tools/lint/one-meaning.mjs';

const depConstraints = [
  {
    sourceTag: 'type:contracts',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: ['@sinclair/typebox', '@sinclair/typebox/*', 'node:*'],
  },
  {
    // Specs that drive a client against its fake are beside the fake.
    sourceTag: 'type:vendors',
    onlyDependOnLibsWithTags: ['type:contracts'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'kafkajs', 'pg'],
  },
  {
    sourceTag: 'type:fakes',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:vendors'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'kafkajs', 'pg'],
  },
  {
    // Specs that drive it over the memory bus or against the fake broker are in libs/testing.
    sourceTag: 'type:bus',
    onlyDependOnLibsWithTags: ['type:contracts'],
    bannedExternalImports: ['pg', 'undici'],
  },
  {
    sourceTag: 'type:kit',
    onlyDependOnLibsWithTags: ['type:contracts'],
    bannedExternalImports: ['kafkajs', 'undici'],
  },
  { sourceTag: 'type:compiler', onlyDependOnLibsWithTags: [] },
  {
    sourceTag: 'type:demo',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:vendors', 'type:fakes', 'type:bus'],
  },
  { sourceTag: 'type:arguments', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:links', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:parts', onlyDependOnLibsWithTags: ['type:compiler'] },
  {
    sourceTag: 'type:testing',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:vendors', 'type:bus', 'type:kit', 'type:parts'],
  },
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: [
      'type:contracts',
      'type:bus',
      'type:kit',
      'type:vendors',
      'type:fakes',
      'type:testing',
    ],
    bannedExternalImports: ['kafkajs', 'pg', 'undici'],
  },
  { sourceTag: 'type:web', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'scope:presence', notDependOnLibsWithTags: ['type:vendors'] },
  {
    sourceTag: 'type:platform',
    onlyDependOnLibsWithTags: [
      'type:contracts',
      'type:vendors',
      'type:fakes',
      'type:bus',
      'type:parts',
      'type:demo',
      'type:links',
    ],
  },
  {
    sourceTag: 'type:e2e',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:vendors', 'type:fakes', 'type:platform', 'type:parts'],
  },
  {
    sourceTag: 'type:tools',
    onlyDependOnLibsWithTags: [
      'type:contracts',
      'type:bus',
      'type:kit',
      'type:platform',
      'type:parts',
      'type:vendors',
      'type:fakes',
      'type:arguments',
      'type:links',
      'type:demo',
    ],
  },
];

/** What ships. The sandbox is for development; specs and fixtures do not ship. */
const production = {
  files: ['apps/*/src/**/*.ts', 'apps/console/server/src/**/*.ts', 'libs/*/src/**/*.ts'],
  ignores: [
    '**/*.spec.ts',
    'apps/vendor-sandbox/**',
    'apps/pipeline-e2e/**',
    'libs/vendor-fakes/**',
    'libs/testing/**',
  ],
};
/** Of a vendor's folder others see what it gives its fake, and only the fakes see that. */
const vendorsInside = {
  regex: '^@offline-push/vendors/(?!(catalog|send|outside)$|.+/for-fakes$)',
  message:
    'A vendor is known by the lists, catalog and send (outside is for hosts that are none); its fake takes what for-fakes.ts gives.',
};
/** Specs that stand beside a fake, or beside the memory bus, are of what is driven, too. */
const specsOfInsides = [
  'libs/vendor-fakes/src/**/*.spec.ts',
  'libs/testing/src/bus/**/*.spec.ts',
  'libs/testing/fixtures/**',
];
const busInside = {
  regex: '^@offline-push/bus/inside/',
  message: 'The bus is known by its index; its inside is for its specs in libs/testing.',
};
/** Who only reads about vendors does not load their clients. */
const vendorsClients = {
  name: '@offline-push/vendors/send',
  message: 'This part calls no vendor: it takes @offline-push/vendors/catalog.',
};
const readersOfVendors = {
  files: ['apps/device-bindings/src/**/*.ts', 'apps/certificates/src/**/*.ts'],
  // Probing calls a vendor, the box asks when a credential ends, and a form asks the vendor what its schema cannot see.
  ignores: [
    '**/*.spec.ts',
    'apps/certificates/src/main.ts',
    'apps/certificates/src/certificates.module.ts',
    'apps/certificates/src/probe/**',
    'apps/certificates/src/certificates/credential-box.ts',
  ],
};
const notForProduction = [
  {
    group: [
      '@offline-push/vendor-fakes',
      '@offline-push/vendor-fakes/*',
      '@offline-push/vendors/*/for-fakes',
    ],
    message: 'Fakes are for the sandbox, tests and tools; production never imports them.',
  },
  {
    group: [
      '@offline-push/testing',
      '@offline-push/testing/*',
      '@offline-push/bus/for-testing',
      '@nestjs/testing',
      '**/*.spec',
      '**/fixtures/**',
      '**/testing/**',
    ],
    message: 'Test code is for specs; production never imports it.',
  },
];

/** The layers of a service. A file with none of these suffixes is pure: time, chance and effects are its arguments. */
const effects = ['consumer', 'controller', 'steps'];
const suffixed = [...effects, 'worker', 'store', 'entity', 'module', 'config', 'spec', 'flows', 'thread'];
const filesOf = (...suffixes) => suffixes.map((suffix) => `apps/{*,console/server}/src/**/*.${suffix}.ts`);

/** All that a pure file may import besides types. Whatever is not listed is refused. */
const pureSources = [
  '\\.{1,2}/',
  '@offline-push/(contracts|bus|service-kit|vendors/catalog|vendors/send|vendors/outside)$',
  '@sinclair/typebox',
  'node:(buffer|crypto|util)$',
];
const pureNames = {
  '@offline-push/bus': ['backoffMs', 'doubledMs', 'orderTime', 'recordTime', 'outgoing', 'again'],
  '@offline-push/service-kit': ['BY_CALLER', 'ETAG', 'HttpProblem', 'notFound', 'SealBroken'],
  '@offline-push/vendors/send': ['endOf', 'vendorNamed'],
  '@offline-push/vendors/outside': ['hostProblem'],
  'node:crypto': ['createHash', 'hash'],
};
const PURE = 'A file without a suffix is pure; effects live in .store, .consumer, .steps, .worker files.';
const pureImports = [
  { regex: `^(?!${pureSources.join('|')})`, message: PURE, allowTypeImports: true },
  { regex: `^\\.{1,2}/.*\\.(${suffixed.join('|')})$`, message: PURE, allowTypeImports: true },
  ...Object.entries(pureNames).map(([from, allowImportNames]) => ({
    regex: `^${from}$`,
    allowImportNames,
    message: PURE,
    allowTypeImports: true,
  })),
];
const onlyInStores = {
  group: ['@offline-push/service-kit'],
  importNames: ['sql'],
  message: 'Only a .store speaks SQL.',
};
const onlyInWorkers = {
  group: ['@offline-push/service-kit'],
  importNames: ['Rounds'],
  message: 'What runs on a timer is a .worker.',
};
const TYPEORM = 'TypeORM is for entities, stores and migrations (docs/adr/0035).';
const noTypeorm = [
  { group: ['typeorm', 'typeorm/*'], message: TYPEORM },
  { group: ['**/*.entity'], message: TYPEORM, allowTypeImports: true },
];
/** Connections, and with them deadlines and limits, come from `Database`. A store takes the words of a condition. */
const onlyConditions = {
  regex: '^typeorm(/|$)',
  allowImportNames: ['And', 'Equal', 'In', 'IsNull', 'LessThan', 'MoreThan', 'Not', 'Raw'],
  message: TYPEORM,
  allowTypeImports: true,
};
const ENTITY = 'An entity says what a table is, and does nothing.';
const entityImports = [
  { regex: '^(?!typeorm$|\\.{1,2}/|@offline-push/service-kit$)', message: ENTITY, allowTypeImports: true },
  {
    regex: `^\\.{1,2}/.*\\.(${suffixed.filter((suffix) => suffix !== 'entity').join('|')})$`,
    message: ENTITY,
    allowTypeImports: true,
  },
  { regex: '^@offline-push/service-kit$', allowImportNames: ['EpochMsColumn'], message: ENTITY },
  { regex: '^typeorm$', importNames: ['DataSource', 'getMetadataArgsStorage'], message: ENTITY },
];
const restricted = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    { patterns: [vendorsInside, busInside, ...notForProduction, ...patterns] },
  ],
});
const noTimer = {
  'no-restricted-globals': ['error', { name: 'setInterval', message: onlyInWorkers.message }],
};
const builtSql = {
  selector: "CallExpression[callee.property.name='query'] > TemplateLiteral[expressions.length>0]",
  message: 'SQL is never built from strings: use parameters.',
};

export default tseslint.config(
  {
    ignores: [
      'dist',
      'dist-sandbox',
      'coverage',
      'node_modules',
      '.nx',
      '.parts',
      'tools/lint/fixtures',
      'apps/console/web/src/api/types',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx, house },
    rules: {
      'house/one-meaning': 'error',
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [],
          depConstraints,
        },
      ],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-restricted-syntax': ['error', builtSql],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: specsOfInsides,
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [vendorsInside, busInside] }],
    },
  },
  {
    ...production,
    rules: restricted(),
  },
  {
    ...production,
    files: ['apps/{*,console/server}/src/**/*.ts'],
    ignores: [...production.ignores, 'apps/*/src/migrations/**'],
    rules: restricted(...noTypeorm),
  },
  { ...production, files: filesOf('entity'), rules: restricted(...entityImports) },
  {
    ...production,
    files: filesOf('store'),
    rules: { ...restricted(onlyInWorkers, onlyConditions), ...noTimer },
  },
  { ...production, files: filesOf('worker'), rules: restricted(onlyInStores, ...noTypeorm) },
  {
    ...production,
    files: filesOf(...effects),
    rules: { ...restricted(onlyInStores, onlyInWorkers, ...noTypeorm), ...noTimer },
  },
  {
    ...readersOfVendors,
    // Not the rule above: a later entry would take its place.
    rules: { 'no-restricted-imports': ['error', { paths: [vendorsClients] }] },
  },
  {
    // Time must not grow faster than input. Patterns that are texts, and those with large bounds, are in tools/lint/patterns.spec.ts.
    files: ['**/*.ts', '**/*.mjs'],
    ignores: ['**/*.spec.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
    },
  },
  {
    files: ['apps/{*,console/server}/src/**/*.ts'],
    ignores: [
      'apps/{*,console/server}/src/**/*.config.ts',
      'apps/{*,console/server}/src/**/*.spec.ts',
      'apps/pipeline-e2e/**',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'The environment is read in *.config.ts only.' },
      ],
    },
  },
  {
    files: ['apps/{*,console/server}/src/**/*.ts', 'libs/contracts/src/**/*.ts'],
    ignores: [
      'apps/{*,console/server}/src/main.ts',
      'apps/*/src/metrics.ts',
      'apps/pipeline-e2e/**',
      'apps/vendor-sandbox/**',
      ...filesOf(...suffixed),
      'apps/*/src/migrations/**',
      'libs/contracts/src/**/*.spec.ts',
    ],
    rules: {
      ...restricted(...pureImports),
      'no-restricted-globals': [
        'error',
        ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
        ...['performance', 'process', 'crypto', 'fetch', 'WebSocket'],
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
        { object: 'Math', property: 'random', message: 'Randomness is an argument.' },
        { object: 'process', property: 'env', message: 'The environment is read in *.config.ts only.' },
      ],
      'no-restricted-syntax': [
        'error',
        builtSql,
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time is an argument.',
        },
      ],
    },
  },
  {
    files: [
      '**/*.spec.ts',
      'libs/vendor-fakes/src/conformance*.ts',
      'libs/vendor-fakes/src/conformance/*.ts',
      'libs/testing/**',
      'apps/pipeline-e2e/**',
    ],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  { files: ['tools/**', 'apps/vendor-sandbox/**'], rules: { 'no-console': 'off' } },
  {
    // A page knows services by their APIs only; a component is a function, and may be as long as what it draws.
    files: ['apps/console/web/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: ['@offline-push/*', 'node:*'] }],
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      globals: { require: 'readonly', module: 'writable', __dirname: 'readonly', process: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
  prettier,
);
