// Ends a test run with one plain line, `N passed, N failed`, after the name and the reason of every test that was skipped.
import type {Reporter, TestCase, TestModule, Vitest} from 'vitest/node';

export default class PlainCount implements Reporter {
  #isNarrowed = false;

  onInit({config}: Vitest): void {
    this.#isNarrowed = config.testNamePattern !== undefined; // then most tests are skipped because they were not asked for
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter(test => test.result().state === state).length;
    const broken = modules.filter(module => module.errors().length > 0).length;
    const skipped = this.#isNarrowed ? [] : tests.filter(test => test.result().state === 'skipped');
    const silent = skipped.filter(test => reasonOf(test) === undefined);
    for (const test of skipped)
      process.stdout.write(
        `skipped: ${test.fullName}: ${reasonOf(test) ?? 'NO REASON GIVEN, so this counts as failed'}\n`,
      );
    const failed = count('failed') + broken + unhandled.length + silent.length;
    if (failed > 0) process.exitCode = 1;
    const notRun = skipped.length - silent.length;
    process.stdout.write(`${count('passed')} passed, ${failed} failed${notRun > 0 ? `, ${notRun} skipped` : ''}\n`);
  }
}

function reasonOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}
