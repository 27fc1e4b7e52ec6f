// Proves that the important lint rules catch a deliberately bad file and let good files pass.
import { configuration, scratchRepository } from './scratch-repository';
import type { ScratchRepository } from './scratch-repository';

interface LintResult {
  filePath: string;
  messages: { ruleId: string | null; message: string }[];
}

const later = 'const later = (): Promise<void> => Promise.resolve();\n';
const long = (lines: number) => 'void 0;\n'.repeat(lines);

const goodFiles = {
  'domain/good.ts':
    'export function hoursLeft(from: string, to: string): string {\n' +
    '  return `h: $' +
    '{(Date.parse(to) - new Date(from).getTime()) / 3_600_000}`;\n}\n',
  'workflows/good.ts':
    "import { sleep } from '@temporalio/workflow';\nimport type { Shop } from '../domain/shop';\n\n" +
    'export async function good(shop: Shop): Promise<Shop> {\n  await sleep(1000);\n  return shop;\n}\n',
  'domain/shop.ts': 'export interface Shop {\n  readonly name: string;\n}\n',
  'config/good.ts': 'export const port = process.env.PORT;\n',
  'test/good.test.ts': `test('long', () => {\n${long(80)}});\n`,
  'tool.config.mjs': 'export default {};\n',
  'scripts/good.mjs': 'console.log(process.env.HOME);\n',
};

const badFiles: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['@typescript-eslint/no-floating-promises', 'api/floating.ts', `${later}later();\n`],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    'domain/switch.ts',
    "export function f(way: 'post' | 'courier'): number {\n  switch (way) {\n    case 'post':\n      return 1;\n  }\n  return 2;\n}\n",
  ],
  [
    '@typescript-eslint/consistent-type-imports',
    'domain/type-import.ts',
    "import { Shop } from './shop';\nexport const f = (shop: Shop) => shop;\n",
  ],
  [
    'no-restricted-syntax',
    'domain/inline-type.ts',
    "import { type Shop } from './shop';\nexport const f = (shop: Shop) => shop;\n",
  ],
  ['@typescript-eslint/no-explicit-any', 'domain/any.ts', 'export const f = (a: any) => [a];\n'],
  ['max-lines', 'api/long.ts', long(301)],
  ['max-lines-per-function', 'api/long-function.ts', `export function f() {\n${long(70)}}\n`],
  ['max-params', 'api/params.ts', 'export const f = (a: 1, b: 1, c: 1, d: 1) => [a, b, c, d];\n'],
  ['no-restricted-syntax', 'api/environment.ts', 'export const home = process.env.HOME;\n'],
  ['no-restricted-syntax', 'api/environment-2.ts', 'export const { env } = process;\n'],
  [
    'no-restricted-syntax',
    'worker/environment.ts',
    "import { env } from 'node:process';\nexport const home = env.HOME;\n",
  ],
  ['no-restricted-syntax', 'api/default.ts', 'export default 1;\n'],
  ['no-restricted-syntax', 'domain/now.ts', 'export const now = () => new Date();\n'],
  ['no-restricted-syntax', 'domain/date-now.ts', 'export const now = () => Date.now();\n'],
  ['no-restricted-syntax', 'domain/chance.ts', 'export const chance = () => Math.random();\n'],
  [
    'no-restricted-syntax',
    'domain/local.ts',
    'export const hour = (at: string) => new Date(at).getHours();\n',
  ],
  ['no-restricted-globals', 'domain/console.ts', "console.log('heard');\n"],
  [
    'no-restricted-imports',
    'workflows/node.ts',
    "import { readFileSync } from 'node:fs';\nexport const f = readFileSync;\n",
  ],
  [
    'no-restricted-imports',
    'workflows/node-short.ts',
    "import { readFileSync } from 'fs';\nexport const f = readFileSync;\n",
  ],
  ['no-restricted-imports', 'workflows/zod.ts', "import { z } from 'zod';\nexport const f = z;\n"],
  ['no-restricted-globals', 'workflows/process.ts', 'export const f = () => process.pid;\n'],
  ['no-restricted-globals', 'workflows/fetch.ts', "export const f = () => fetch('http://x');\n"],
  ['no-restricted-globals', 'workflows/console.ts', "console.log('heard');\n"],
  [
    'no-restricted-globals',
    'workflows/timeout.ts',
    'export const f = () => setTimeout(() => undefined, 1);\n',
  ],
  [
    'no-restricted-syntax',
    'workflows/local.ts',
    'export const hour = () => new Date(0).getHours();\n',
  ],
];

describe('the lint rules', () => {
  let repository: ScratchRepository;
  let results: LintResult[];

  beforeAll(async () => {
    const bad = Object.fromEntries(badFiles.map(([, path, text]) => [path, text]));
    repository = scratchRepository('lint', { ...goodFiles, ...bad });
    const args = ['--config', configuration('eslint.config.mjs'), '--format', 'json', '.'];
    results = (await repository.run('eslint/bin/eslint.js', args)) as LintResult[];
  });

  afterAll(() => repository.remove());

  const brokenBy = (path: string) =>
    results
      .filter(({ filePath }) => filePath.replaceAll('\\', '/').endsWith(`/${path}`))
      .flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));

  test.each(badFiles)('%s: when %s is written, then it is refused', (rule, path) => {
    expect(brokenBy(path)).toContain(rule);
  });

  test.each(Object.keys(goodFiles))('when %s is written, then it passes', (path) => {
    expect(results.some(({ filePath }) => filePath.endsWith(path))).toBe(true);
    expect(brokenBy(path)).toEqual([]);
  });
});
