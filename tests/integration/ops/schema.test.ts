import { expect, it } from 'vitest'
import { diffSchema } from '#lib/ops/migration-diff.ts'

it('the migrations lead to exactly what the schema files say', async () => {
  expect(await diffSchema()).toBe('')
})
