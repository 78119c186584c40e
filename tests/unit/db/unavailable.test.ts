import { describe, expect, it } from 'vitest'
import { DeskAway, isUnavailable, orAway } from '#lib/db/constraint-errors.ts'

/** As the adapter wraps what PostgreSQL or the pooler said. */
function said(originalCode: string): Error {
  const cause = { originalCode, originalMessage: 'said by the other side' }
  return Object.assign(new Error('Raw query failed'), { meta: { driverAdapterError: { cause } } })
}

describe('F26 F27 a database that is away', () => {
  it.each([
    ['a server that shuts down or lost its master', said('57P01')],
    ['a pooler that cannot log in, or let nobody through in time', said('08P01')],
    ['a disk that is full', said('53100')],
    ['a lock that was not given in time', said('55P03')],
    ['a connection that broke under a statement', new Error('Connection terminated unexpectedly')],
    [
      'a connection that broke before it',
      new Error('Client has encountered a connection error and is not queryable'),
    ],
    ['a pool that had none to give', new Error('timeout exceeded when trying to connect')],
    ['a port nobody listens on', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
  ])('is known by %s', async (_name, error) => {
    expect(isUnavailable(error)).toBe(true)
    const away = await orAway(Promise.reject(error)).catch((thrown: unknown) => thrown)
    expect(away).toBeInstanceOf(DeskAway)
    expect(isUnavailable(away)).toBe(true)
  })

  it.each([
    ['a wrong statement', said('42601')],
    ['a broken rule', said('23514')],
    ['our own mistake', new TypeError('x is not a function')],
  ])('is not seen in %s', async (_name, error) => {
    expect(isUnavailable(error)).toBe(false)
    expect(await orAway(Promise.reject(error)).catch((thrown: unknown) => thrown)).toBe(error)
  })
})
