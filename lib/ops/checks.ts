import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.ts'
import { plainSentence } from './failure.ts'
import { buildWhenStale } from './next-build.ts'
import { generateClientWhenStale } from './prisma-client.ts'
import { PROJECT_FOLDER, projectPath, runTool } from './project.ts'
import { playwrightTally, vitestTally } from './test-reports.ts'
import type { Tally } from './test-reports.ts'

/** One step of the gate. */
export interface Check {
  readonly name: string
  run(): Promise<Tally>
}

const PASSED: Tally = { passed: 1, failed: 0 }
const FAILED: Tally = { passed: 0, failed: 1 }

export const FORMATTING = toolCheck('formatting', 'node_modules/prettier/bin/prettier.cjs', ['--check', '.'])
export const LINT = toolCheck('lint', 'node_modules/eslint/bin/eslint.js', ['.'])
export const TYPES: Check = {
  name: 'types',
  run: async () => {
    // Writes next-env.d.ts and the types of the routes, which the compiler reads.
    const routes = await runTool('node_modules/next/dist/bin/next', ['typegen'])
    if (routes.code !== 0) console.error(routes.output)
    return runAloud('node_modules/typescript/bin/tsc', ['--noEmit', '-p', '.'])
  },
}
export const ARCHITECTURE = vitestCheck('architecture')
export const UNIT = vitestCheck('unit')
export const INTEGRATION = vitestCheck('integration')
export const BUILD: Check = {
  name: 'build',
  run: async () => {
    await buildWhenStale()
    return PASSED
  },
}
export const END_TO_END: Check = {
  name: 'end to end',
  run: async () => {
    const browser = await findBrowser()
    return withReport(async (report) => {
      const env = { CHROMIUM: browser, SILIAN_E2E_REPORT: report }
      const { failed } = await runAloud('node_modules/@playwright/test/cli.js', ['test'], env)
      return playwrightTally(await readFile(report, 'utf8'), failed)
    })
  },
}

/**
 * Runs the checks one after the other, whatever each says; names at the end whatever failed, and prints the one last
 * line. Answers the exit code.
 */
export async function runChecks(checks: readonly Check[]): Promise<number> {
  const tallies: Tally[] = []
  const prepared = await oneCheck({
    name: 'database client',
    run: async () => {
      await generateClientWhenStale()
      return { passed: 0, failed: 0 }
    },
  })
  tallies.push(prepared)
  for (const check of checks) tallies.push(await oneCheck(check))
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0)
  for (const failure of tallies.flatMap((tally) => tally.failures ?? [])) console.error(`\n✗ ${failure}`)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

async function oneCheck(check: Check): Promise<Tally> {
  const began = performance.now()
  console.log(`\n── ${check.name}`)
  const ran = await check.run().catch((error: unknown) => {
    console.error(plainSentence(error))
    return FAILED
  })
  const tally = ran.failed > 0 && ran.failures === undefined ? { ...ran, failures: [check.name] } : ran
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`── ${check.name}: ${tally.passed} passed, ${tally.failed} failed (${seconds} s)`)
  return tally
}

function toolCheck(name: string, script: string, words: readonly string[]): Check {
  return { name, run: () => runAloud(script, words) }
}

function vitestCheck(project: string): Check {
  return {
    name: project,
    run: () =>
      withReport(async (report) => {
        const words = ['run', '--project', project, '--reporter=default', '--reporter=json']
        const { failed } = await runAloud('node_modules/vitest/vitest.mjs', [
          ...words,
          `--outputFile=${report}`,
        ])
        return vitestTally(await readFile(report, 'utf8'), failed)
      }),
  }
}

async function withReport(work: (report: string) => Promise<Tally>): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'silian-report-'))
  try {
    return await work(join(folder, 'report.json'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs a tool with its output on the screen. */
function runAloud(
  script: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Tally> {
  const tool = spawn(process.execPath, [projectPath(script), ...words], {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...settings },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    tool.once('error', reject)
    tool.once('close', (code) => resolve(code === 0 ? PASSED : FAILED))
  })
}
