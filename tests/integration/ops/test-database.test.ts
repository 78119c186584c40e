import { afterAll, describe, expect, it } from 'vitest'
import { assertSchemaVersion } from '#lib/ops/migrate.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { testDatabase } from '#tests/support/postgres.ts'

const database = await testDatabase()
afterAll(() => database.drop())

describe('the database of a test file', () => {
  it('is migrated to the version of this program', async () => {
    await expect(assertSchemaVersion(database.url)).resolves.toBeUndefined()
  })

  it('F22 gives the application no right to make or drop tables', async () => {
    await onConnection(database.url, async (client) => {
      await expect(client.query('CREATE TABLE forged (id int)')).rejects.toMatchObject({ code: '42501' })
      await expect(client.query('CREATE TEMP TABLE forged (id int)')).rejects.toMatchObject({ code: '42501' })
    })
  })

  it('keeps its session in UTC', async () => {
    const zone = await onConnection(database.url, (client) => client.query('SHOW timezone'))
    expect(zone.rows).toEqual([{ TimeZone: 'UTC' }])
  })
})
