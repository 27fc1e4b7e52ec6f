// The steps of set-up in their order, each skipped without a word when it has nothing to do.
// How a step does its work is its own file's business.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { packages } from './packages.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { postgresFiles } from './postgres-files.mjs';
import { prismaClient } from './prisma-client.mjs';
import { fileProblem } from './problem.mjs';
import { temporalStep } from './temporal-step.mjs';

/**
 * Brings the folder up to date and resolves to true, or prints one line that says what is missing and resolves to false.
 * `needs` names the Temporal programs (`cli`, `testServer`) that must be there; `again` forgets earlier failures;
 * `out` is where the steps are told.
 */
export async function setUp({ needs, again = false, out = process.stdout }) {
  try {
    checkFolder();
    const steps = [packages, postgresFiles, prismaClient, temporalStep({ needs, again })];
    for (const step of steps) if (!step.isDone()) await perform(step, out);
    return true;
  } catch (error) {
    if (!error.isProblem) throw error;
    console.error(error.message);
    return false;
  }
}

function checkFolder() {
  try {
    accessSync(ROOT, constants.W_OK);
    mkdirSync(CACHE, { recursive: true });
    accessSync(CACHE, constants.W_OK);
  } catch (error) {
    throw fileProblem(error, error.path ?? ROOT);
  }
}

async function perform(step, out) {
  const began = Date.now();
  out.write(`${step.title} … `);
  try {
    const detail = await step.run();
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    out.write(`${detail ? `${detail}, ` : ''}${seconds} s\n`);
  } catch (error) {
    out.write('failed\n');
    throw error;
  }
}
