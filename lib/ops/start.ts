import { readEnvironment } from '#lib/db/env.ts'
import { layGround } from './ground.ts'
import { Launch } from './launch.ts'
import { buildWhenStale } from './next-build.ts'
import { keepRunning } from './supervise.ts'
import { startWebServer } from './web-server.ts'

/*
 * npm start, on the project's own Node: the database, its migrations, the build, the web server. Then it waits, and
 * keeps both running until it is told to stop.
 */
const launch = new Launch()
await launch.run(async () => {
  const environment = readEnvironment()
  const ground = await layGround(launch, environment)
  await buildWhenStale(console.log)
  const { PORT: port, HOST: host } = environment
  const { folder, settings } = ground
  const begin = (): ReturnType<typeof startWebServer> => startWebServer({ port, host, folder, settings })
  const kept = keepRunning(await begin(), begin)
  launch.beforeEnding(kept.stop)
  launch.endWith(kept.gaveUp)
  for (const line of [`四联 / Silian: ${ground.address}`, ...ground.lines]) console.log(line)
})
