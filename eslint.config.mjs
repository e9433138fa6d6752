// The architecture, as rules that bite. tools/lint proves with fixtures that each of them refuses what it should.
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import * as regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const depConstraints = [
  {
    sourceTag: 'type:contracts',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: ['@sinclair/typebox', '@sinclair/typebox/*', 'node:*'],
  },
  {
    // Specs drive each client against its fake.
    sourceTag: 'type:vendors',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:fakes'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'kafkajs', 'pg'],
  },
  {
    sourceTag: 'type:fakes',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:vendors'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'kafkajs', 'pg'],
  },
  {
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
  { sourceTag: 'type:parts', onlyDependOnLibsWithTags: ['type:compiler'] },
  {
    sourceTag: 'type:testing',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:vendors', 'type:bus', 'type:kit'],
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
      'type:demo',
    ],
  },
];

/** What ships. The sandbox is for development; specs and fixtures do not ship. */
const production = {
  files: ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts'],
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
  regex: '^@offline-push/vendors/(?!.+/for-fakes$)',
  message: 'A vendor is known by the list; its fake takes what for-fakes.ts gives.',
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
    group: ['@offline-push/testing', '@nestjs/testing', '**/*.spec', '**/fixtures/**', '**/testing/**'],
    message: 'Test code is for specs; production never imports it.',
  },
];

/** Files without a suffix are pure: time, randomness and effects are arguments. */
const impure = [
  '@nestjs/*',
  'typeorm',
  'kafkajs',
  'pg',
  'undici',
  'node:fs',
  'node:fs/*',
  'node:net',
  'node:http',
  'node:http2',
  'node:process',
];
const suffixed = [
  'consumer',
  'controller',
  'worker',
  'store',
  'entity',
  'module',
  'config',
  'spec',
  'flows',
  'thread',
].map((s) => `apps/*/src/**/*.${s}.ts`);

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'node_modules', '.nx', '.parts', 'tools/lint/fixtures'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [],
          depConstraints,
          // Of the vendors, only specs import the fakes (below); file by file there is no circle.
          ignoredCircularDependencies: [['vendors', 'vendor-fakes']],
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
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='query'] > TemplateLiteral[expressions.length>0]",
          message: 'SQL is never built from strings: use parameters.',
        },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [vendorsInside] }] },
  },
  {
    ...production,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [vendorsInside, ...notForProduction] },
      ],
    },
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
    files: ['apps/*/src/**/*.ts'],
    ignores: ['apps/*/src/**/*.config.ts', 'apps/*/src/**/*.spec.ts', 'apps/pipeline-e2e/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'The environment is read in *.config.ts only.' },
      ],
    },
  },
  {
    files: ['apps/*/src/**/*.ts', 'libs/contracts/src/**/*.ts'],
    ignores: [
      'apps/*/src/main.ts',
      'apps/pipeline-e2e/**',
      'apps/vendor-sandbox/**',
      ...suffixed,
      'apps/*/src/migrations/**',
      'libs/contracts/src/**/*.spec.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: impure.map((group) => ({
            group: [group],
            message: 'A file without a suffix is pure; effects live in .store, .consumer, .worker files.',
          })),
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
        { object: 'Math', property: 'random', message: 'Randomness is an argument.' },
        { object: 'process', property: 'env', message: 'The environment is read in *.config.ts only.' },
      ],
    },
  },
  {
    files: [
      '**/*.spec.ts',
      'libs/vendor-fakes/src/conformance*.ts',
      'libs/bus/src/conformance/**',
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
