import { spawn } from 'node:child_process'
import type { SpawnOptions } from 'node:child_process'
import { endWithUs } from './processes.ts'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

/** The project's folder, without a slash at the end. */
export const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/** The path of a file or folder of the project. */
export function projectPath(...parts: readonly string[]): string {
  return join(PROJECT_FOLDER, ...parts)
}

/** How a program ended and what it wrote. */
export interface Outcome {
  readonly code: number
  readonly output: string
}

/** Runs one of the project's JavaScript tools on the Node that runs us, and gathers what it writes. */
export function runTool(
  script: string,
  words: readonly string[],
  options: SpawnOptions = {},
): Promise<Outcome> {
  const tool = spawn(process.execPath, [projectPath(script), ...words], {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  endWithUs(tool, 'SIGTERM')
  let output = ''
  for (const stream of [tool.stdout, tool.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  return new Promise((resolve, reject) => {
    tool.once('error', reject)
    tool.once('close', (code, signal) => resolve({ code: code ?? (signal === null ? 0 : 1), output }))
  })
}
