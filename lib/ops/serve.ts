import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import next from 'next'
import { readEnvironment, requireServerSettings } from '#lib/db/env.ts'
import { OperatorFailure, errorCode, plainSentence, takenPortFailure } from './failure.ts'
import { assertSchemaVersion } from './migrate.ts'
import { PROJECT_FOLDER } from './project.ts'
import { CALLER_HEADER, callerAddress } from './caller-address.ts'

/*
 * The web server, a process of its own under the start command. It serves the production build; when it is told
 * to stop, or when its launcher is gone, it takes no new request, finishes those in flight and exits with 0.
 */

const FINISH_WITHIN = 6_000

const underWay = new Set<ServerResponse>()
let isStopping = false

async function serve(): Promise<void> {
  const environment = readEnvironment()
  const settings = requireServerSettings(environment)
  await assertSchemaVersion(settings.databaseUrl)
  const { PORT: port, HOST: hostname, TRUST_PROXY } = environment
  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 15_000, requestTimeout: 60_000 })
  const app = next({ dev: false, dir: PROJECT_FOLDER, hostname, port, httpServer: server })
  await app.prepare()
  const answer = app.getRequestHandler()
  server.on('request', (request, response) => {
    admit(request, response, TRUST_PROXY)
    response.once('close', () => {
      underWay.delete(response)
      // The connection would otherwise wait for another request that is not going to be taken.
      if (isStopping) setImmediate(() => server.closeIdleConnections())
    })
    void answer(request, response)
  })
  server.prependListener('upgrade', (_request, socket) => socket.destroy())
  stopWhenTold(server, () => app.close())
  await listen(server, port, hostname)
  process.send?.({ kind: 'ready' })
}

/** Notes a request under way, and tells the application who called: a header of our own, never the caller's. */
function admit(request: IncomingMessage, response: ServerResponse, trustsProxy: boolean): void {
  underWay.add(response)
  request.headers[CALLER_HEADER] = callerAddress(request, trustsProxy)
  if (isStopping) response.setHeader('Connection', 'close')
}

function listen(server: Server, port: number, hostname: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, port, hostname)))
    server.listen(port, hostname, resolve)
  })
}

function listenFailure(error: Error, port: number, hostname: string): Error {
  if (errorCode(error) === 'EADDRINUSE') return takenPortFailure(port)
  return new OperatorFailure(
    `无法在 ${hostname}:${port} 上监听（${errorCode(error)}）`,
    `Cannot listen on ${hostname}:${port} (${errorCode(error)})`,
  )
}

function stopWhenTold(server: Server, closeApplication: () => Promise<void>): void {
  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const response of underWay) {
      const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream')
      if (isStream) response.end()
    }
    setTimeout(() => server.closeAllConnections(), FINISH_WITHIN).unref()
    await closed
    await Promise.race([closeApplication(), new Promise((resolve) => setTimeout(resolve, 1_000))])
    process.exit(0)
  }
  for (const occasion of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(occasion, () => void stop())
}

try {
  await serve()
} catch (error) {
  const sentence = plainSentence(error)
  if (process.send === undefined) console.error(sentence)
  else await new Promise((resolve) => process.send?.({ kind: 'failed', sentence }, resolve))
  process.exit(1)
}
