// Keeps the README and docs/ honest: settings, files and commands they name are those of the repository.
// What the pages claim beyond names is not checked here.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../scripts/project-root';

const ROOT = projectRoot();
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const pages = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Every match of the pattern's first group, once. */
function all(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))].sort();
}

/** Folders of the repository by which a path in a page is known from other words with a slash. */
const FOLDERS =
  'domain|workflows|activities|gateways|database|api|worker|config|prisma|scripts|test|bench|docs';
const PATH = new RegExp(`(?<![\\w./<>{}-])((?:${FOLDERS})/(?:[\\w.-]+/?)*)`, 'g');
const ROOT_FILE =
  /`(\.?[\w-]+(?:\.[\w-]+)*\.(?:cjs|mjs|js|json|yml|md)|Dockerfile|\.env|\.nvmrc)`/g;

/** Files that belong to whoever reads, not to the repository. */
const READERS_OWN = ['.env', 'policy.json'];

function brokenPaths(text: string): readonly string[] {
  const named = [...all(text, PATH), ...all(text, ROOT_FILE)].filter(
    (path) => !READERS_OWN.includes(path),
  );
  return named.filter((path) => !existsSync(join(ROOT, path.replace(/\.$/, ''))));
}

function brokenLinks(page: string, text: string): readonly string[] {
  return all(text, /\]\(([^)\s]+)\)/g).filter((link) => {
    const [path = '', anchor] = link.split('#');
    if (/^https?:/.test(link)) return false;
    if (path !== '') return !existsSync(join(ROOT, dirname(page), path));
    const headings = all(text, /^#+ (.+)$/gm);
    return !headings.some((one) => one.toLowerCase().replaceAll(' ', '-') === anchor);
  });
}

function unknownCommands(text: string): readonly string[] {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...all(text, /npm run ([a-z][\w:-]*)/g), ...all(text, /`npm (start|test)\b/g)];
  return named.filter((name) => !Object.hasOwn(scripts, name));
}

/** First cells of table rows that are names of variables. */
const listed = (markdown: string): readonly string[] =>
  all(markdown, /^\| `([A-Z][A-Z0-9_]+)` +\|/gm);

const settings = read('README.md').split('\n## Configuration\n')[1]?.split('\n## ')[0] ?? '';
const ours = all(read('config/environment.ts'), /^ {2}([A-Z][A-Z0-9_]+): /gm);
const startOnly = [
  'scripts/start/bring-up.ts',
  'scripts/setup/temporal-releases.mjs',
  'config/operator-settings.ts',
].flatMap((file) => all(read(file), /'(ORDO_\w+)'/g));

describe('the settings', () => {
  test('when config/environment.ts reads a variable, then the README explains it', () => {
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter((name) => !listed(settings).includes(name))).toEqual([]);
  });

  test('when set-up or npm start reads a variable, then the README explains it', () => {
    expect(startOnly.filter((name) => !listed(settings).includes(name))).toEqual([]);
  });

  test('when the README explains a variable, then somebody reads it', () => {
    const folder = dirname(require.resolve('@temporalio/envconfig'));
    const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
    const sdk = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    const nobodys = listed(settings)
      .filter((name) => !ours.includes(name) && !startOnly.includes(name))
      .filter((name) => !name.startsWith('TEMPORAL_') || !sdk.includes(name));

    expect(nobodys).toEqual([]);
  });
});

describe('the pages', () => {
  test.each(pages)('when %s names a file, then it exists', (page) => {
    expect(brokenPaths(read(page))).toEqual([]);
  });

  test.each(pages)('when %s links to a page or a heading, then it is there', (page) => {
    expect(brokenLinks(page, read(page))).toEqual([]);
  });

  test.each(pages)('when %s names a command, then package.json has it', (page) => {
    expect(unknownCommands(read(page))).toEqual([]);
  });

  test('when the README quotes the story, then it is the page as it stands', () => {
    const story = /export const STAGES = \[[\s\S]*?\] as const;/.exec(read('domain/order/plan.ts'));

    expect(read('README.md')).toContain(story?.[0]);
  });
});

describe('the checks themselves', () => {
  test('when a page names what is not there, then it is found', () => {
    const page =
      'See `domain/no-such-file.ts`, `no-such.json`, `npm run no-such` and [it](no-such.md#a).';

    expect(brokenPaths(page)).toEqual(['domain/no-such-file.ts', 'no-such.json']);
    expect(unknownCommands(page)).toEqual(['no-such']);
    expect(brokenLinks('README.md', page)).toEqual(['no-such.md#a']);
    expect(brokenLinks('README.md', '# One\n[two](#two)')).toEqual(['#two']);
    expect(listed('| `NO_SUCH` | x |')).toEqual(['NO_SUCH']);
  });
});
