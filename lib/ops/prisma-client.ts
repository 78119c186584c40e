import { readFile } from 'node:fs/promises'
import { OperatorFailure, fullDiskFailure, speaksOfFullDisk } from './failure.ts'
import { fingerprint } from './fingerprint.ts'
import { PROJECT_FOLDER, projectPath, runTool } from './project.ts'
import { writeWhole } from './secrets.ts'

const MARK = projectPath('prisma/generated/.made-from')

/** Writes the Prisma client unless it already fits the schema files and Prisma's version. */
export async function generateClientWhenStale(): Promise<void> {
  const wanted = await clientFingerprint()
  const made = await readFile(MARK, 'utf8').catch(() => '')
  if (made !== wanted) await generateClient()
}

/** Writes the Prisma client from the schema files. */
export async function generateClient(): Promise<void> {
  const made = await runTool('node_modules/prisma/build/index.js', ['generate', '--no-hints'], {
    // The client has no native engine, but Prisma's program asks for one and would download it: any executable will do.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
  })
  if (made.code !== 0) {
    if (speaksOfFullDisk(made.output)) throw fullDiskFailure(PROJECT_FOLDER)
    throw new OperatorFailure(
      `无法由 prisma/schema 生成数据库客户端：${made.output.trim()}`,
      'The Prisma client cannot be generated from prisma/schema: see above',
    )
  }
  await writeWhole(MARK, await clientFingerprint())
}

function clientFingerprint(): Promise<string> {
  return fingerprint(PROJECT_FOLDER, [
    'prisma/schema',
    'prisma.config.ts',
    'node_modules/prisma/package.json',
  ])
}
