import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { OperatorFailure, fullDiskFailure, speaksOfFullDisk } from './failure.ts'
import { fingerprint } from './fingerprint.ts'
import { isAlive, sleep } from './processes.ts'
import { PROJECT_FOLDER, projectPath, runTool } from './project.ts'
import { writeWhole } from './secrets.ts'

const MARK = projectPath('.next/.made-from')
const UNDER_WAY = projectPath('node_modules/.cache/silian/building')

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/** Whether the production build is missing or was made from other sources than the ones here now. */
async function isBuildStale(): Promise<boolean> {
  const made = await readFile(MARK, 'utf8').catch(() => '')
  return made !== (await fingerprint(PROJECT_FOLDER, SOURCES))
}

/**
 * Makes the production build when it is stale; says so before it begins. A build that another process is making is
 * waited for. The mark of what it was made from goes first and comes back last, so a build that was cut off is made
 * again.
 */
export async function buildWhenStale(say: (line: string) => void = () => undefined): Promise<void> {
  if (!(await isBuildStale())) return
  await waitForOtherBuild()
  if (!(await isBuildStale())) return
  say('正在构建，约半分钟 / Building, about half a minute')
  await mkdir(dirname(UNDER_WAY), { recursive: true })
  await writeWhole(UNDER_WAY, `${process.pid}\n`)
  try {
    await build()
  } finally {
    await rm(UNDER_WAY, { force: true })
  }
}

async function waitForOtherBuild(): Promise<void> {
  const pid = Number(await readFile(UNDER_WAY, 'utf8').catch(() => '0'))
  if (pid <= 1 || pid === process.pid) return
  const deadline = performance.now() + 300_000
  while (isAlive(pid) && (await stat(UNDER_WAY).catch(() => undefined)) && performance.now() < deadline) {
    await sleep(200)
  }
}

async function build(): Promise<void> {
  await rm(MARK, { force: true })
  const wanted = await fingerprint(PROJECT_FOLDER, SOURCES)
  const built = await runTool('node_modules/next/dist/bin/next', ['build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (built.code !== 0) {
    if (speaksOfFullDisk(built.output)) throw fullDiskFailure(PROJECT_FOLDER)
    console.error(built.output)
    throw new OperatorFailure('构建失败，原因见上', 'The build failed for the reason above')
  }
  await writeWhole(MARK, wanted)
}
