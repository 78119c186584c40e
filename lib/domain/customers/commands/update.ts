import { act, defineCommand } from '#lib/command/define-command.ts'
import {
  columnsOf,
  readCustomer,
  readCustomerFacts,
  saveAddresses,
  type StoredCustomer,
  updateCustomer,
} from '#lib/domain/customers/repository.ts'
import { phoneToKeep, wrongParticulars } from '#lib/domain/customers/rules.ts'
import { type CustomerChangesInput, customerChangesInput } from '#lib/domain/customers/schema.ts'
import { changesBetween } from '#lib/kernel/changes.ts'

/**
 * Changes a customer's particulars. The channel stays within the account set (R56); masked phones that were left
 * as they were stay (R67). `stale` when somebody changed the customer since it was shown.
 */
export const changeCustomer = defineCommand({
  name: 'customer.update',
  permission: 'customer.write',
  input: customerChangesInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input: CustomerChangesInput) => {
    const before = await readCustomer(tx, actor.accountSetIds, input)
    if (before === null) return null
    const facts = await readCustomerFacts(tx, [before.accountSetId], { ...input, code: null })
    return { before, facts }
  },
  decide: ({ before, facts }, input) => {
    const kept = withKeptPhones(input, before)
    const wrong = { ...wrongParticulars(input, facts), ...kept.wrong }
    return Object.keys(wrong).length > 0 ? { invalid: wrong } : act({ before, input: kept.input })
  },
  save: async ({ tx, now }, { before, input }) => {
    const columns = columnsOf(input)
    const seen = { ...before, version: input.version }
    if (!(await updateCustomer(tx, seen, columns))) return { stale: {} }
    await saveAddresses(tx, before, input.addresses, now)
    const { accountSetId, id } = before
    const payload = changesBetween(before, { ...columns, addresses: input.addresses.map(asStored) })
    const deskEvents = [{ accountSetId, subject: 'customer', subjectId: id, payload }]
    return { value: { accountSetId, id }, deskEvents }
  },
})

function asStored(address: CustomerChangesInput['addresses'][number]) {
  const { freightAgent, freightPhone, ...rest } = address
  return { ...rest, freightAgent: freightAgent || null, freightPhone: freightPhone || null }
}

function withKeptPhones(
  input: CustomerChangesInput,
  before: StoredCustomer,
): { input: CustomerChangesInput; wrong: Record<string, string> } {
  const wrong: Record<string, string> = {}
  const keep = (typed: string, stored: string | undefined, field: string): string => {
    const phone = phoneToKeep(typed, stored)
    if (phone === null) wrong[field] = 'notAPhone'
    return phone ?? typed
  }
  const phone = keep(input.phone, before.phone, 'phone')
  const addresses = input.addresses.map((address, index) => {
    const stored = before.addresses.find((one) => one.id === address.id)
    return { ...address, phone: keep(address.phone, stored?.phone, `addresses.${index}.phone`) }
  })
  return { input: { ...input, phone, addresses }, wrong }
}
