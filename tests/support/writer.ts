import { runCommand } from '#lib/command/run-command.ts'
import { issueNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { openDatabase } from '#lib/db/client.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { permissionsOf } from '#lib/auth/permissions.ts'
import { TEST_PIN, TEST_PIN_KEY } from '#tests/support/people.ts'

/**
 * A process of its own that issues notes with several clients until it is killed. Reads its orders from the
 * first argument, prints `ready`, then `sent KEY` before and `done KEY NUMBER` after each note.
 */
type Orders = {
  url: string
  clients: number
  prefix: string
  clerk: { userId: string; displayName: string }
  accountSetIds: number[]
  inputs: unknown[]
}

const orders: Orders = JSON.parse(process.argv[2] ?? '{}')
const db = openDatabase(orders.url, { connections: orders.clients })
const desk = {
  db,
  clock: systemClock,
  pinKey: TEST_PIN_KEY,
  passkeyOrigin: null,
  reportFault: (fault: { error: unknown }) => console.log(`fault ${String(fault.error)}`),
}
const actor = {
  kind: 'person' as const,
  ...orders.clerk,
  roles: ['CLERK'] as const,
  permissions: permissionsOf(['CLERK']),
  accountSetIds: orders.accountSetIds,
  warehouseIds: [],
  isBillingSuspended: false,
  mustChangePassword: false,
  sessionId: 'writer',
  address: null,
  userAgent: null,
}

await db.$queryRaw`SELECT 1`
process.stdout.write('ready\n')
await Promise.all(
  Array.from({ length: orders.clients }, async (_, client) => {
    for (let turn = 0; ; turn += 1) {
      const key = `${orders.prefix}-${client}-${turn}`
      process.stdout.write(`sent ${key}\n`)
      const input = orders.inputs[(client + turn) % orders.inputs.length]
      const result = await runCommand(desk, issueNote, { actor, key, input, proof: { pin: TEST_PIN } })
      if (result.status === 'done') process.stdout.write(`done ${key} ${result.value.number}\n`)
      else
        process.stdout.write(
          `answer ${key} ${result.status} ${result.status === 'refused' ? result.refusal.code : ''}\n`,
        )
    }
  }),
)
