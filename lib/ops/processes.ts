import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { errorCode } from './failure.ts'

const runFile = promisify(execFile)

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** The command line of a process, or an empty string when it is gone or cannot be seen. */
export async function commandLineOf(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') {
      return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim()
    }
    if (process.platform === 'win32') return ''
    return (await runFile('ps', ['-o', 'command=', '-p', String(pid)])).stdout.trim()
  } catch {
    return ''
  }
}

/** Signals a child when this process exits first, so that no exit leaves it behind. */
export function endWithUs(child: ChildProcess, signal: NodeJS.Signals): void {
  const end = (): void => {
    child.kill(signal)
  }
  process.once('exit', end)
  child.once('exit', () => process.removeListener('exit', end))
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Waits until the process is gone; answers false when it is still there after the given time. */
export async function waitUntilGone(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false
    await sleep(25)
  }
  return true
}

/** Sends each signal in turn until the process is gone, waiting the given time after each. */
export async function stopProcess(
  pid: number,
  signals: readonly [NodeJS.Signals, number][],
): Promise<boolean> {
  for (const [signal, patience] of signals) {
    try {
      process.kill(pid, signal)
    } catch {
      return !isAlive(pid)
    }
    if (await waitUntilGone(pid, patience)) return true
  }
  return false
}

/** Why a port cannot be listened on (`EADDRINUSE`, `EACCES`, ...), or undefined when it can. */
export function portTrouble(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error) => resolve(errorCode(error)))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)))
  })
}

/** A port nobody listens on at the moment. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen({ port: 0, host }, () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
