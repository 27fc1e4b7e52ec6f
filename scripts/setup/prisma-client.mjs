// The database client, generated from prisma/schema.prisma whenever that file or Prisma's version has changed.
// Migrations are not its business.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';
import { problem } from './problem.mjs';
import { run } from './run.mjs';

const SCHEMA = join(ROOT, 'prisma', 'schema.prisma');
const GENERATED = join(ROOT, 'database', 'generated', 'client.ts');
const STAMP = join(CACHE, 'prisma-client');

export const prismaClient = { title: 'Database client', isDone, run: generate };

function isDone() {
  return (
    existsSync(GENERATED) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()
  );
}

function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(SCHEMA));
  return hash
    .update(readFileSync(join(ROOT, 'node_modules', 'prisma', 'package.json')))
    .digest('hex');
}

async function generate() {
  const env = {
    ...process.env,
    // Generating never runs the schema engine, but would download it unless a file is named.
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  const prisma = join(ROOT, 'node_modules', 'prisma', 'build', 'index.js');
  const { code, output } = await run(process.execPath, [prisma, 'generate', '--schema', SCHEMA], {
    cwd: ROOT,
    env,
  });
  if (code !== 0)
    throw problem(
      `The database client could not be generated from prisma/schema.prisma:\n${output.trim()}`,
    );
  writeFileSync(STAMP, fingerprint());
}
