// Prints the closing line "N passed, N failed" of a run from Jest's JSON result, and fails unless
// something was tested and nothing failed. Never decides which tests run.
import { readFileSync } from 'node:fs';

const [file, brokenSteps = '0', exitCodeOfTests = '0'] = process.argv.slice(2);

/** Jest's counts; a result that is missing or unreadable counts as one failure. */
function counts() {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    return {
      passed: result.numPassedTests,
      // A suite that did not even load has no failed tests of its own.
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch (error) {
    console.error(`No test result could be read: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const { passed, failed: failedTests, skipped } = counts();
// Jest may also fail without a failed test, e.g. in a tear-down; and no test at all proves nothing.
const testRunBroke = failedTests === 0 && (passed === 0 || exitCodeOfTests !== '0') ? 1 : 0;
const failed = failedTests + Number(brokenSteps) + testRunBroke;

process.exitCode = failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
