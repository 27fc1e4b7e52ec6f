/**
 * Writes what was measured: results.json for machines, results.md for people, and the same table for
 * the screen. It measures nothing.
 */
import { writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { resultRows } from './result-rows';
import { resultNotes } from './result-notes';
import type { Machine, Results, WholeResults } from './results';

const HEAD = ['figure', 'ours', 'baseline', 'aim', 'command'];

/** Writes both files beside this one. */
export async function writeResults(results: WholeResults): Promise<void> {
  const table = [HEAD, ...resultRows(results)].map((row) => `| ${row.join(' | ')} |`);
  table.splice(1, 0, '|---|---:|---:|---:|---|');
  const page = ['# What Ordo costs', '', ...table, '', ...resultNotes(results), ''].join('\n');
  await writeFormatted('results.json', JSON.stringify(results, null, 2));
  await writeFormatted('results.md', page);
}

/** The table of whatever was measured, for the screen. */
export function resultTable(results: Results): string {
  return aligned([HEAD, ...resultRows(results)]);
}

/** As the repository's own check wants it, so that a run leaves nothing to be tidied. */
async function writeFormatted(name: string, text: string): Promise<void> {
  const filepath = join(__dirname, name);
  const settings = await resolveConfig(filepath);
  writeFileSync(filepath, await format(text, { ...settings, filepath }));
}

/** The machine as it is now. */
export function thisMachine(): Machine {
  const [load = 0] = loadavg();
  return {
    at: new Date().toISOString(),
    node: process.version,
    platform: `${platform()} ${release()} ${arch()}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    ...{ loadAtBegin: load, loadAtEnd: load },
  };
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}
