import { decideApplication } from '#lib/domain/billing-applications/commands/decide.ts'
import { rejectApplicationInput } from '#lib/domain/billing-applications/schema.ts'

/** 不同意 (R110): the sales manager refuses, and the remark says why; the clerk may apply again. */
export const rejectApplication = decideApplication({
  name: 'billingApplication.reject',
  input: rejectApplicationInput,
  status: 'REJECTED',
})
