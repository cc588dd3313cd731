import { writeSync } from 'node:fs';

/** Prints one plain line at the very end: how many tests passed, failed and were skipped over all suites. */
export default class CountReporter {
  onRunComplete(
    _contexts,
    { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests },
  ) {
    // A suite that could not be loaded has no failed test, but it has failed.
    const failed = Math.max(numFailedTests, numFailedTestSuites);
    const line = `${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped\n`;
    // The summaries of Jest itself come after all reporters.
    process.once('exit', () => writeSync(1, line));
  }
}
