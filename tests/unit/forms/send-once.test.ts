import { describe, expect, test } from 'vitest'
import { isDefinite, keyKeeper, newSubmissionKey, sendUntilAnswered } from '#components/forms/send-once.ts'
import { done, type ActionResult } from '#lib/kernel/result.ts'

const limits = { deadlineMs: 60, firstPauseMs: 5 }
const never = () => false

function countingKeys(): () => string {
  let count = 0
  return () => `key-${(count += 1)}`
}

describe('sending until the desk answers', () => {
  test('an answer lost on the way is asked for again', async () => {
    let attempts = 0
    const answer = await sendUntilAnswered(
      () => {
        attempts += 1
        return attempts < 3 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(done('XH-1'))
      },
      never,
      limits,
    )
    expect(answer).toEqual({ status: 'done', value: 'XH-1' })
    expect(attempts).toBe(3)
  })

  test('a refusal is an answer and is not sent again', async () => {
    let attempts = 0
    const answer = await sendUntilAnswered(
      (): Promise<ActionResult<string>> => {
        attempts += 1
        return Promise.resolve({ status: 'refused', refusal: { code: 'stock.short', params: {} } })
      },
      never,
      limits,
    )
    expect(answer.status).toBe('refused')
    expect(attempts).toBe(1)
  })

  test('without any answer by the deadline the outcome is unknown, not failed', async () => {
    const silent = await sendUntilAnswered(
      () => new Promise<ActionResult<string>>(() => undefined),
      never,
      limits,
    )
    const broken = await sendUntilAnswered(() => Promise.reject(new TypeError('network')), never, limits)
    expect([silent.status, broken.status]).toEqual(['unknown', 'unknown'])
  })

  test('a page older than the server is told at once', async () => {
    const answer = await sendUntilAnswered(
      () => Promise.reject(new Error('old')),
      () => true,
      limits,
    )
    expect(answer).toEqual({ status: 'outdated' })
  })
})

describe('one submission, one key', () => {
  test('the key stays the same for the same input until the answer is definite', () => {
    const keeper = keyKeeper(countingKeys())
    expect(keeper.keyFor({ name: '示例烟酒行' })).toBe('key-1')
    expect(keeper.keyFor({ name: '示例烟酒行' })).toBe('key-1')
    keeper.settle()
    expect(keeper.keyFor({ name: '示例烟酒行' })).toBe('key-2')
  })

  test('another input never travels under a key that was used', () => {
    const keeper = keyKeeper(countingKeys())
    expect(keeper.keyFor({ qty: '1' })).not.toBe(keeper.keyFor({ qty: '2' }))
  })

  test('a fault, a silent database and no answer settle nothing', () => {
    expect(isDefinite({ status: 'unknown' })).toBe(false)
    expect(isDefinite({ status: 'fault', requestId: '1' })).toBe(false)
    expect(isDefinite({ status: 'refused', refusal: { code: 'desk.unavailable', params: {} } })).toBe(false)
    expect(isDefinite({ status: 'refused', refusal: { code: 'stock.short', params: {} } })).toBe(true)
    expect(isDefinite({ status: 'stale' })).toBe(true)
    expect(isDefinite(done(null))).toBe(true)
  })

  test('keys fit what the desk accepts and do not repeat', () => {
    const keys = Array.from({ length: 100 }, newSubmissionKey)
    expect(new Set(keys).size).toBe(100)
    expect(keys.every((key) => key.length >= 8 && key.length <= 100)).toBe(true)
  })
})
