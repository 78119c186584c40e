import { isRetryable } from '#lib/db/constraint-errors.ts'

const ATTEMPTS = 3

/**
 * Runs the work again, at most three times in all, when PostgreSQL says deadlock or serialization failure.
 * Waits a little, unevenly, so that two who collided do not collide again.
 */
export async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRetryable(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 + Math.random() * 60))
    }
  }
}
