import { spawn } from 'node:child_process'
import { readEnvironment } from '#lib/db/env.ts'
import { layGround } from './ground.ts'
import { Launch } from './launch.ts'
import { endWithUs, stopProcess } from './processes.ts'
import { PROJECT_FOLDER, projectPath } from './project.ts'

/* npm run dev: the same ground as npm start, with Next's development server on top. */
const launch = new Launch()
await launch.run(async () => {
  const environment = readEnvironment()
  const { settings, lines } = await layGround(launch, environment)
  for (const line of lines) console.log(line)
  const { PORT: port, HOST: host } = environment
  const words = ['dev', '--port', String(port), '--hostname', host]
  const server = spawn(process.execPath, [projectPath('node_modules/next/dist/bin/next'), ...words], {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, ...settings, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  endWithUs(server, 'SIGTERM')
  const ended = new Promise<Error>((resolve) =>
    server.once('exit', () => resolve(new Error('next dev ended'))),
  )
  launch.endWith(ended)
  launch.beforeEnding(async () => {
    await stopProcess(server.pid ?? 0, [
      ['SIGTERM', 5_000],
      ['SIGKILL', 1_000],
    ])
  })
})
