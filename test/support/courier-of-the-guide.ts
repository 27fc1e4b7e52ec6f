/**
 * The examples of docs/connect-a-courier.md, taken out of the page as they stand there: the courier service runs
 * as a program of its own.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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
  /** Types a line to it, as its people do. */
  readonly types: (line: string) => void;
  readonly close: () => void;
}

/** Lets the shop's orders go to a party, as the guide does it; the status that it prints. */
export async function giveOrdersByTheGuide(settings: {
  readonly ORDO: string;
  readonly SHOP: string;
  readonly ADMIN_KEY: string;
  readonly METHOD: string;
  readonly PARTY: string;
}): Promise<string> {
  const env = { ...process.env, ...settings };
  const file = exampleFile('orders', 'give-orders.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
  return stdout.split(' ')[0] ?? '';
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
    types: (line) => void program.stdin.write(`${line}\n`),
    close: () => void program.kill(),
  };
}
