// Where the project stands on this machine, the same for sources and for compiled files.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json, at or above this file. */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`No package.json at or above ${__dirname}`);
    folder = above;
  }
  return folder;
}
