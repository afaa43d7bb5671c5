// Rungs are chosen by path: `npx jest src` (pure and module tests), `npx jest test/golden`, `npx jest test/db` …
process.env.TZ = 'Asia/Shanghai';
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  rootDir: '.',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/demo', '<rootDir>/bench'],
  testMatch: ['**/*.spec.ts'],
  moduleNameMapper: { '^(src|test|demo|bench)/(.*)$': '<rootDir>/$1/$2' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  testTimeout: 180000,
  maxWorkers: 2,
};
