// Closes a run with the plain line `N passed, N failed`, which every reader of test output understands.
import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';
import { UNCLEAN } from './unclean.ts';

export default class Closing implements Reporter {
  private suite: Suite | undefined;
  private errors = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onError(): void {
    this.errors += 1;
  }

  onEnd(_result: FullResult): { status: FullResult['status'] } | undefined {
    const count = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    let dirty = 0;
    for (const test of this.suite?.allTests() ?? []) {
      const unclean = test.annotations.some((annotation) => annotation.type === UNCLEAN);
      if (unclean && test.outcome() === 'flaky') dirty += 1;
      else count[test.outcome()] += 1;
    }
    if (dirty > 0) process.stdout.write(`${dirty} left an error on the console, repeated or not\n`);
    if (count.flaky > 0) process.stdout.write(`${count.flaky} passed only when repeated\n`);
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    const failed = dirty + count.unexpected + (count.unexpected === 0 ? this.errors : 0);
    process.stdout.write(`\n${count.expected + count.flaky} passed, ${failed} failed${skipped}\n`);
    return dirty > 0 ? { status: 'failed' } : undefined;
  }

  printsToStdio(): boolean {
    return true;
  }
}
