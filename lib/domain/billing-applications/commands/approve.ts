import { decideApplication } from '#lib/domain/billing-applications/commands/decide.ts'
import { approveApplicationInput } from '#lib/domain/billing-applications/schema.ts'

/** 同意 (R110): the sales manager agrees to what the application fixes; the note may then be issued with it. */
export const approveApplication = decideApplication({
  name: 'billingApplication.approve',
  input: approveApplicationInput,
  status: 'APPROVED',
})
