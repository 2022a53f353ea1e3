// Closes a run with the plain line `N passed, N failed`, which every reader of test output understands.
import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';

export default class Closing implements Reporter {
  private suite: Suite | undefined;
  private errors = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onError(): void {
    this.errors += 1;
  }

  onEnd(_result: FullResult): void {
    const count = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    for (const test of this.suite?.allTests() ?? []) count[test.outcome()] += 1;
    if (count.flaky > 0) process.stdout.write(`${count.flaky} passed only when repeated\n`);
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    const failed = count.unexpected + (count.unexpected === 0 ? this.errors : 0);
    process.stdout.write(`\n${count.expected + count.flaky} passed, ${failed} failed${skipped}\n`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
