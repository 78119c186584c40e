import { z } from 'zod'

/** How many tests or checks passed and failed. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  /** What failed and how it said so, where the check can name it. */
  readonly failures?: readonly string[]
}

/** Of what a failing test said, this much is repeated at the end. */
const SAID_LENGTH = 800

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** Reads vitest's JSON report. A test that was not run counts as failed. */
export function vitestTally(report: string, runnerFailed: number): Tally {
  const stats = vitestSchema.parse(JSON.parse(report))
  const failures = stats.testResults.flatMap((file) => {
    const tests = file.assertionResults
      .filter((test) => test.status !== 'passed')
      .map((test) => oneFailure(test.fullName, test.failureMessages?.[0]))
    return file.status === 'failed' && tests.length === 0 ? [oneFailure(file.name, file.message)] : tests
  })
  const notRun = stats.numPendingTests + stats.numTodoTests
  return tallyOf(stats.numPassedTests, stats.numFailedTests + notRun, runnerFailed, failures)
}

const specSchema = z.object({
  title: z.string(),
  ok: z.boolean(),
  tests: z.array(
    z.object({
      results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
    }),
  ),
})

const suiteSchema = z.object({
  specs: z.array(specSchema).optional(),
  get suites() {
    return z.array(suiteSchema).optional()
  },
})

type Suite = z.infer<typeof suiteSchema>

const playwrightSchema = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  suites: z.array(suiteSchema),
})

/** Reads Playwright's JSON report. A test that was skipped or needed a second try counts as failed. */
export function playwrightTally(report: string, runnerFailed: number): Tally {
  const { stats, suites } = playwrightSchema.parse(JSON.parse(report))
  const notPassed = stats.unexpected + stats.flaky + stats.skipped
  return tallyOf(stats.expected, notPassed, runnerFailed, suites.flatMap(failuresOf))
}

function failuresOf(suite: Suite): string[] {
  const own = (suite.specs ?? [])
    .filter((spec) => !spec.ok)
    .map((spec) =>
      oneFailure(spec.title, spec.tests.flatMap((test) => test.results).find((r) => r.error)?.error?.message),
    )
  return [...own, ...(suite.suites ?? []).flatMap(failuresOf)]
}

function oneFailure(name: string, said = ''): string {
  return said === '' ? name : `${name}\n${said.slice(0, SAID_LENGTH)}`
}

/** A runner that says it failed without naming a test (a file that does not load) counts as one failure. */
function tallyOf(passed: number, failed: number, runnerFailed: number, failures: readonly string[]): Tally {
  const counted = failed === 0 ? runnerFailed : failed
  return counted > 0 && failures.length > 0
    ? { passed, failed: counted, failures }
    : { passed, failed: counted }
}
