// Prints the closing line "N passed, N failed" of a run from Jest's JSON results, and fails unless
// something was tested and nothing failed. Never decides which tests run.
import { readFileSync } from 'node:fs';

const [brokenSteps = '0', ...runs] = process.argv.slice(2);

/** Counts of one run, told as `exit code:file`; a result that is missing or unreadable is one failure. */
function countsOf(run) {
  const [, exitCode, file] = /^(\d+):(.+)$/.exec(run) ?? [];
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    const passed = result.numPassedTests;
    // A suite that did not even load has no failed tests of its own.
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    // Jest may also fail without a failed test, e.g. in a tear-down; and no test at all proves nothing.
    const broke = failed === 0 && (passed === 0 || exitCode !== '0') ? 1 : 0;
    return {
      passed,
      failed: failed + broke,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch (error) {
    console.error(`No test result could be read: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const counted = runs.map(countsOf);
const sum = (key) => counted.reduce((total, one) => total + one[key], 0);
const [passed, skipped] = [sum('passed'), sum('skipped')];
const failed = sum('failed') + Number(brokenSteps) + (runs.length === 0 ? 1 : 0);

process.exitCode = failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
