import { afterAll, describe, expect, inject, it } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { prepareOwnDatabase } from '#lib/ops/own-database.ts'
import { createDatabase, dropDatabase, onConnection } from '#lib/ops/roles.ts'

const suffix = crypto.randomUUID().slice(0, 8)
const database = `own_${suffix}`
const user = `desk_${suffix}`
const { superuser } = inject('postgresUrls')
const superuserUrl = superuser.replace(/\/postgres$/, `/${database}`)
const address = new URL(superuser).host
const url = `postgresql://${user}:secret@${address}/${database}`

await createDatabase(superuser, database)
await onConnection(superuser, async (client) => {
  await client.query(`CREATE ROLE ${user} LOGIN PASSWORD 'secret'`)
})
afterAll(async () => {
  await dropDatabase(superuser, database)
  await onConnection(superuser, (client) => client.query(`DROP ROLE ${user}`))
})

describe("the operator's own database", () => {
  it('refuses with the statement to run when the migrating user may not grant roles', async () => {
    const ownerUrl = inject('postgresUrls').owner.replace(/\/postgres$/, `/${database}`)
    await expect(prepareOwnDatabase({ url, ownerUrl })).rejects.toThrow(`GRANT silian_app TO "${user}"`)
  })

  it('is migrated, and prints a one-time administrator password on the first start only', async () => {
    const first = await prepareOwnDatabase({ url, ownerUrl: superuserUrl })
    expect(first.join('\n')).toMatch(/One-time password/)
    expect(await prepareOwnDatabase({ url, ownerUrl: superuserUrl })).toEqual([])
  })

  it('F22 serves the application as a member of silian_app, which may read but not change history', async () => {
    await onConnection(url, async (client) => {
      await expect(client.query('SELECT 1 FROM app_user')).resolves.toBeDefined()
      await expect(client.query('CREATE TABLE forged (id int)')).rejects.toMatchObject({ code: '42501' })
      await expect(client.query('DELETE FROM stock_entry')).rejects.toMatchObject({ code: '42501' })
    })
  })

  it('F27 works in UTC whatever the server’s zone, told by a statement that a pooler keeps', async () => {
    await onConnection(superuser, (client) =>
      client.query(`ALTER DATABASE ${database} SET timezone = 'Asia/Shanghai'`),
    )
    const db = openDatabase(url, { connections: 1 })
    expect(await db.$queryRaw`SHOW timezone`).toEqual([{ TimeZone: 'UTC' }])
    await db.$disconnect()
  })

  it.each([
    [
      'nobody answers',
      'postgresql://u:p@127.0.0.1:1/desk',
      /127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)/,
    ],
    ['the name is unknown', 'postgresql://u:p@desk.invalid/desk', /desk\.invalid:5432 cannot be reached/],
    [
      'the password is wrong',
      `postgresql://postgres:no@${address}/${database}`,
      /does not let user postgres in/,
    ],
    ['there is no such database', superuser.replace(/\/postgres$/, '/missing'), /no database missing/],
  ])('says in one sentence, without the password, that %s', async (_why, bad, sentence) => {
    const failure = await prepareOwnDatabase({ url: bad, ownerUrl: bad }).catch((error: unknown) =>
      String(error),
    )
    expect(failure).toMatch(sentence)
    expect(failure).not.toContain(new URL(bad).password.length > 2 ? new URL(bad).password : ':p@')
  })
})
