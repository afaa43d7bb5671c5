// Lets a plain `node -r` run the TypeScript sources: for the child processes and workers that tests start, which must be
// the code under test and not an older build.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const root = join(__dirname, '..', '..');
const find = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const own = /^(src|test|demo|bench)\//.test(request);
  return find.call(this, own ? join(root, request) : request, ...rest);
};
require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  });
  module._compile(code, filename);
};
