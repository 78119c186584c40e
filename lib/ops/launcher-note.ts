import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { OperatorFailure } from './failure.ts'
import { commandLineOf, isAlive, waitUntilGone } from './processes.ts'
import { writeWhole } from './secrets.ts'

/** A launcher that lost its terminal may still be ending when the next one comes. */
const ENDING_TIME = 2_500

const noteSchema = z.object({ pid: z.number().int(), address: z.string() })

/**
 * Notes that this process launches the embedded demo of a folder; answers how to take the note away again. Refuses
 * while another launcher of the same folder lives: two would end each other's database.
 */
export async function noteLauncher(folder: string, address: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'launcher.json')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  const found = text === undefined ? undefined : noteSchema.safeParse(JSON.parse(text)).data
  if (
    found !== undefined &&
    (await isLauncher(found.pid)) &&
    !(await waitUntilGone(found.pid, ENDING_TIME))
  ) {
    throw new OperatorFailure(
      `四联已在运行：${found.address}（进程 ${found.pid}），请先停止它`,
      `Silian is already running at ${found.address} (process ${found.pid}): stop it first`,
    )
  }
  await writeWhole(path, JSON.stringify({ pid: process.pid, address }))
  return () => rm(path, { force: true })
}

async function isLauncher(pid: number): Promise<boolean> {
  return (
    pid !== process.pid && isAlive(pid) && /lib[/\\]ops[/\\](start|dev)\.ts/.test(await commandLineOf(pid))
  )
}
