import { describe, expect, it } from 'vitest'
import { keepRunning } from '#lib/ops/supervise.ts'
import type { RunningPart } from '#lib/ops/supervise.ts'

interface Part extends RunningPart {
  end(): void
}

function part(): Part {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { ended: promise, end: resolve, stop: () => Promise.resolve(resolve()) }
}

describe('a part of the desk that must run', () => {
  it('is started again when it ends by itself', async () => {
    const first = part()
    const second = Promise.withResolvers<Part>()
    keepRunning(first, () => {
      const again = part()
      second.resolve(again)
      return Promise.resolve(again)
    })
    first.end()
    await expect(second.promise).resolves.toBeDefined()
  })

  it('is not started again when it was told to stop', async () => {
    const first = part()
    let starts = 0
    const kept = keepRunning(first, () => {
      starts += 1
      return Promise.resolve(part())
    })
    await kept.stop()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(starts).toBe(0)
  })

  it('is given up, with the reason, when it cannot be started again', async () => {
    const first = part()
    const kept = keepRunning(first, () => Promise.reject(new Error('disk full')))
    first.end()
    await expect(kept.gaveUp).resolves.toMatchObject({ message: 'disk full' })
  })

  it('is given up when it ends again and again', async () => {
    const first = part()
    const kept = keepRunning(first, () => {
      const again = part()
      again.end()
      return Promise.resolve(again)
    })
    first.end()
    await expect(kept.gaveUp).resolves.toBeInstanceOf(Error)
  })
})
