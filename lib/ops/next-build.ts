import { mkdir, readFile, rm } from 'node:fs/promises'
import { OperatorFailure, fullDiskFailure, speaksOfFullDisk } from './failure.ts'
import { fingerprint } from './fingerprint.ts'
import { PROJECT_FOLDER, projectPath, runTool } from './project.ts'
import { writeWhole } from './secrets.ts'

const MARK = projectPath('.next/.made-from')

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/** Whether the production build is missing or was made from other sources than the ones here now. */
export async function isBuildStale(): Promise<boolean> {
  const made = await readFile(MARK, 'utf8').catch(() => '')
  return made !== (await fingerprint(PROJECT_FOLDER, SOURCES))
}

/**
 * Makes the production build. The mark of what it was made from goes first and comes back last, so a build that
 * was cut off is made again.
 */
export async function makeBuild(): Promise<void> {
  await mkdir(projectPath('.next'), { recursive: true })
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
