// The lint rules of the repository: which mistakes are refused, and in which folder.
// Rules about who may import whom live in .dependency-cruiser.cjs.
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

const nodeBuiltIns = builtinModules.filter((name) => !name.startsWith('_'));

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: the file is named after what it exports.',
};
const typesInTheirOwnStatement = {
  selector: 'ImportSpecifier[importKind="type"]',
  message: 'Write `import type { … }` as its own statement.',
};
const noEnvironment = {
  selector:
    'MemberExpression[object.name="process"][property.name="env"], ' +
    'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
  message: 'Only config/ reads the environment; take a parsed setting as an argument.',
};
const noEnvironmentImport = {
  selector: 'ImportDeclaration[source.value=/^(node:)?process$/]',
  message: 'Use the global `process`, so that the rule about process.env can see it.',
};
const noLocalTime = {
  selector:
    'CallExpression[callee.property.name=' +
    '/^((get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|Year)|getTimezoneOffset|toLocale(Date|Time)?String)$/]',
  message: "The machine's own time zone decides nothing: use domain/calendar.",
};
const timeIsHandedIn = [
  {
    selector:
      'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
    message: 'Time is handed in: take an instant as an argument.',
  },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Time is handed in: take an instant as an argument.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'A rule gives the same answer twice: chance is handed in.',
  },
];

const everywhere = [noDefaultExport, typesInTheirOwnStatement];
const syntax = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });
const globals = (message, ...names) => ({
  'no-restricted-globals': ['error', ...names.map((name) => ({ name, message }))],
});

export default tseslint.config(
  {
    ignores: ['dist/', 'coverage/', '.cache/', '.ordo/', 'desk/', 'database/generated/'],
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-debugger': 'error',
      'no-empty': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-catch': 'error',
      'no-async-promise-executor': 'error',
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 70 }],
      'max-params': ['error', 3],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      ...syntax(...everywhere, noEnvironment, noEnvironmentImport),
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { prefer: 'type-imports', fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A stand-in or an activity may have to be async only because its interface is.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['domain/**/*.ts'],
    rules: {
      ...syntax(...everywhere, noEnvironment, noEnvironmentImport, noLocalTime, ...timeIsHandedIn),
      ...globals(
        'A rule of the shop is pure: it touches nothing outside its arguments.',
        ...['process', 'console', 'fetch', 'performance', 'crypto', 'Buffer'],
        ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
      ),
    },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: {
      ...syntax(...everywhere, noLocalTime),
      ...globals(
        'Workflow code is replayed: use an activity, `log`, or `condition` with a summary.',
        ...['process', 'fetch', 'console', 'crypto', 'performance', 'Buffer'],
        ...['setTimeout', 'setInterval', 'setImmediate'],
      ),
      'no-restricted-imports': [
        'error',
        {
          paths: [...nodeBuiltIns, 'zod', 'luxon'].map((name) => ({
            name,
            message: 'Workflow code is replayed in a sandbox: no input, output or parsing here.',
          })),
          patterns: [
            {
              group: ['node:*', 'zod/*'],
              message: 'Workflow code is replayed in a sandbox: no input, output or parsing here.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['config/**/*.ts', 'test/support/**/*.ts', '*.config.ts'],
    rules: syntax(...everywhere),
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      // The rows of a table test arrive as parameters.
      'max-params': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Configuration files of tools and the scripts of set-up: plain Node, default exports allowed.
    files: ['**/*.{js,cjs,mjs}', '*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
