import { describe, expect, it } from 'vitest'
import { whileThere } from '#app/api/while-there.ts'
import { DeskAway } from '#lib/db/constraint-errors.ts'

const failing = (error: Error) => whileThere(() => Promise.reject(error))

describe('a route that answers with a file', () => {
  it('F13 says in both languages that the database is away, and when to come again', async () => {
    const answer = await failing(new DeskAway(Object.assign(new Error('gone'), { code: 'P1001' })))()
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
    const said = await answer.text()
    expect(said).toContain('已经记下的都在')
    expect(said).toContain('Nothing you recorded is lost')
  })

  it('leaves every other fault to be reported, and every answer as it is', async () => {
    await expect(failing(new Error('a mistake of ours'))()).rejects.toThrow('a mistake of ours')
    const file = new Response('%PDF', { status: 200 })
    expect(await whileThere(() => Promise.resolve(file))()).toBe(file)
  })
})
