import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { reconciliationContentHash } from '#lib/domain/driver-reconciliations/content.ts'
import { insertSession, type Opening, readOpening } from '#lib/domain/driver-reconciliations/repository.ts'
import { openReconciliationInput } from '#lib/domain/driver-reconciliations/schema.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { newId } from '#lib/kernel/ids.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'
import { chainStart } from '#lib/papers/paper.ts'

/**
 * 开对单: opens the session of one driver in one account set; it lists by itself whatever the driver has delivered and not
 * yet accounted for (R57). Refused for oneself (R58: who drives does not take the cash), when a session is open already,
 * and when nothing waits.
 */
export const openReconciliation = defineCommand({
  name: 'reconciliation.open',
  permission: 'reconciliation.open',
  input: openReconciliationInput,
  queryBudget: 10,
  load: async ({ tx, actor }, { accountSetId, driverId }): Promise<Opening | null> =>
    actor.accountSetIds.includes(accountSetId) ? readOpening(tx, accountSetId, driverId) : null,
  decide: (opening, { driverId }, { actor }): Decision<Opening> => {
    const { driverName: driver, openNumber } = opening
    if (driverId === actor.userId) return refuse('reconciliation.ownSession')
    if (!opening.isDriver) return refuse('reconciliation.notADriver', { driver })
    if (openNumber !== null) return refuse('reconciliation.alreadyOpen', { driver, number: openNumber })
    return opening.waiting === 0 ? refuse('reconciliation.nothingWaits', { driver }) : act(opening)
  },
  save: async ({ tx, actor, now, today }, { driverName, numberFormat }, { accountSetId, driverId }) => {
    const paperId = newId(now)
    const period = periodOf(today)
    const taken = await takeSequences(tx, accountSetId, period, ['DRIVER_RECONCILIATION'])
    const sequence = taken.get('DRIVER_RECONCILIATION') ?? 0
    const number = paperNumber(numberFormat, 'DRIVER_RECONCILIATION', period, sequence)
    const content = {
      ...{ accountSetId, paperId, number, driverId, driverName },
      ...{ openedById: actor.userId, openedByName: actor.displayName, businessDate: today },
    }
    const contentHash = reconciliationContentHash(content)
    const chainHash = chainStart({
      accountSetId,
      paperId,
      kind: 'DRIVER_RECONCILIATION',
      number,
      contentHash,
    })
    await insertSession(tx, content, { period, sequence, contentHash, chainHash, at: now })
    const payload = { number, driver: driverName }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})
