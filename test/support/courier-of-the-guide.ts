/**
 * The examples of docs/connect-a-courier.md, taken out of the page as they stand there: the courier service runs
 * as a program of its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyFreePort } from '../../scripts/start/free-port';
import { projectRoot } from '../../scripts/project-root';

/** One example, by the word in the comment before it. */
function exampleOf(name: string): string {
  const page = readFileSync(join(projectRoot(), 'docs', 'connect-a-courier.md'), 'utf8');
  const example = page.split(`<!-- try: ${name} -->`)[1]?.split('```')[1];
  if (example === undefined) throw new Error(`the guide has no example ${name}`);
  return example.replace(/^\w+\n/, '');
}

/** The example as a file in a folder of its own. */
export function exampleFile(name: string, file: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'ordo-guide-')), file);
  writeFileSync(path, exampleOf(name));
  return path;
}

export interface CourierOfTheGuide {
  readonly url: string;
  /** What it has printed: each of its calls and the status of the answer. */
  readonly printed: () => string;
  readonly close: () => void;
}

/** Starts the guide's courier service. */
export async function startCourierOfTheGuide(settings: {
  readonly ordo: string;
  readonly secret: string;
}): Promise<CourierOfTheGuide> {
  const port = await anyFreePort();
  const env = { ...process.env, ORDO: settings.ordo, SECRET: settings.secret, PORT: String(port) };
  const program = spawn(process.execPath, [exampleFile('service', 'courier.mjs')], { env });
  let printed = '';
  program.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  await once(program.stdout, 'data');
  return {
    url: `http://127.0.0.1:${String(port)}/ordo`,
    printed: () => printed,
    close: () => void program.kill(),
  };
}
