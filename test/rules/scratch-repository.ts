// A throw-away copy of the repository's shape, filled with small files, in which the real rule
// tools are run with the real configuration. It never touches the repository's own files.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');

/** The text of each file by its path. */
export type Files = Readonly<Record<string, string>>;

export interface ScratchRepository {
  /** Runs a tool from node_modules in the scratch repository and parses the JSON it prints. */
  run(tool: string, args: readonly string[]): Promise<unknown>;
  remove(): void;
}

/** Writes the files into a git-ignored folder of the repository, so that packages resolve. */
export function scratchRepository(name: string, files: Files): ScratchRepository {
  const folder = join(root, '.cache', `rules-${name}-${process.pid}`);
  const settings = {
    'tsconfig.json': JSON.stringify({
      extends: '../../tsconfig.json',
      include: ['**/*.ts'],
      exclude: [],
    }),
    'package.json': readFileSync(join(root, 'package.json'), 'utf8'),
  };
  for (const [path, text] of Object.entries({ ...settings, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return {
    run: (tool, args) => printedJson(folder, [join(root, 'node_modules', tool), ...args]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The path of one of the repository's configuration files. */
export function configuration(file: string): string {
  return join(root, file);
}

/** A rule tool exits with an error when it finds something: what it printed is the answer. */
function printedJson(cwd: string, args: readonly string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, args, options, (_error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        reject(new Error(`${args.join(' ')} printed no JSON: ${stdout}\n${stderr}`));
      }
    });
  });
}
