import { expect, it } from 'vitest'
import { playwrightTally, vitestTally } from '#lib/ops/test-reports.ts'

const counts = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 }

it('names the test that failed and what it said', () => {
  const assertionResults = [
    { fullName: 'keeps what holds', status: 'passed', failureMessages: [] },
    { fullName: 'R14 refuses a void', status: 'failed', failureMessages: ['expected 1 to be 2'] },
  ]
  const report = JSON.stringify({
    ...counts,
    testResults: [{ name: 'void.test.ts', status: 'failed', assertionResults }],
  })
  expect(vitestTally(report, 1)).toEqual({
    passed: 3,
    failed: 1,
    failures: ['R14 refuses a void\nexpected 1 to be 2'],
  })
})

it('counts a file that does not load, and a test that was not run, as failed', () => {
  const broken = { name: 'broken.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }
  const silent = { ...counts, numFailedTests: 0, testResults: [broken] }
  expect(vitestTally(JSON.stringify(silent), 1)).toEqual({
    passed: 3,
    failed: 1,
    failures: ['broken.test.ts\nno such module'],
  })
  const skipped = { fullName: 'later', status: 'pending' }
  const lazy = {
    ...counts,
    numFailedTests: 0,
    numPendingTests: 1,
    testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults: [skipped] }],
  }
  expect(vitestTally(JSON.stringify(lazy), 0)).toEqual({ passed: 3, failed: 1, failures: ['later'] })
})

it('finds the journey that failed however deep it stands', () => {
  const spec = {
    title: 'a note is written',
    ok: false,
    tests: [{ results: [{ error: { message: 'too slow' } }, {}] }],
  }
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 0, skipped: 0 },
    suites: [{ specs: [], suites: [{ specs: [spec] }] }],
  }
  expect(playwrightTally(JSON.stringify(report), 1)).toEqual({
    passed: 5,
    failed: 1,
    failures: ['a note is written\ntoo slow'],
  })
})
