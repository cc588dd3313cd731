import { appendFileSync, writeSync } from 'node:fs';

/**
 * Prints one plain line at the very end: how many tests passed, failed and were skipped over all suites. With `TEST_COUNTS` the three numbers are
 * added to that file instead, as a line of JSON, for whoever counts several runs together.
 */
export default class CountReporter {
  onRunComplete(
    _contexts,
    { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests },
  ) {
    // A suite that could not be loaded has no failed test, but it has failed.
    const counts = [
      numPassedTests,
      Math.max(numFailedTests, numFailedTestSuites),
      numPendingTests + numTodoTests,
    ];
    const { TEST_COUNTS: file } = process.env;
    if (file) return appendFileSync(file, `${JSON.stringify(counts)}\n`);
    const [passed, failed, skipped] = counts;
    // The summaries of Jest itself come after all reporters.
    process.once('exit', () => writeSync(1, `${passed} passed, ${failed} failed, ${skipped} skipped\n`));
  }
}
