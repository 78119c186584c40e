import { z } from 'zod'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { AGE_BASES, AGEING_GROUPS, PROOFS } from '#lib/domain/collections/buckets.ts'
import { accountSetField, idField } from '#lib/kernel/fields.ts'

const exportAgeingInput = z.strictObject({
  format: z.enum(['csv', 'xlsx']),
  basis: z.enum(AGE_BASES),
  edges: z.array(z.int('notAnId')).max(8, 'tooMany'),
  by: z.enum(AGEING_GROUPS),
  accountSetId: accountSetField.nullable(),
  salespersonId: idField.nullable(),
  channel: z.string('text').max(30, 'tooLong').nullable(),
  proof: z.enum(PROOFS).nullable(),
})

/** Notes in the evidence who takes the ageing out of the house, and how it was cut (R67). */
export const exportAgeing = defineCommand({
  name: 'ageing.export',
  permission: 'export.run',
  input: exportAgeingInput,
  queryBudget: 5,
  load: ({ actor }) => Promise.resolve(actor.permissions.has('collection.read') ? {} : null),
  decide: (found) => act(found),
  save: ({ actor, now }, _plan, input) => {
    const payload = { ...input, accountSetIds: actor.accountSetIds, at: now.toISOString() }
    return Promise.resolve({
      value: {},
      deskEvents: [{ accountSetId: null, subject: 'export', subjectId: 'ageing', payload }],
    })
  },
})
