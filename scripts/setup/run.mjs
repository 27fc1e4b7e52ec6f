// Runs another program to its end and keeps what it said. Decides nothing about the outcome.
import { spawn } from 'node:child_process';

/** Resolves to the exit code (null when it could not be started or took too long) and all it printed. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const hear = (chunk) => (output += chunk);
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
