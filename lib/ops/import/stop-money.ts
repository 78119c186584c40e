import { readHeldTerms } from '#lib/domain/delivery-notes/dispatch-repository.ts'
import { dueAtStop, olderShares } from '#lib/domain/delivery-notes/tender-plan.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import type { DayStage } from '#lib/ops/import/day-stage.ts'

/** What is paid at a stop of: the note and its customer's terms. */
type Paying = {
  paperId: string
  customerId: string
  customerCode: string
  settlementMethod: string
  grossFen: bigint
  advancedFreightFen: bigint
}

type Tender = { method: string; amount: string; paysPaperId: string | null; what: 'GOODS' }

/** What the driver says was paid. Null is the one press: everything due in cash (R45, R117). */
export async function paidAtStop(stage: DayStage, note: Paying): Promise<Tender[] | null> {
  const { db, accountSetId, source } = stage.scene
  const number = note.customerCode.slice(source.deskCode('').length)
  if (source.termsOf(number).tender === 'CASH') return null
  const terms = await readHeldTerms(db, { accountSetId, ...note })
  const due = dueAtStop(note, { acceptedFen: note.grossFen, isRefused: false }, terms)
  const own = { paperId: note.paperId, openFen: note.grossFen }
  const shares = [{ paperId: note.paperId, openFen: due.ownFen }, ...olderShares(due.older, terms, own)]
  return shares
    .filter(({ openFen }) => openFen > 0n)
    .map(({ paperId, openFen }) => {
      return { method: 'WECHAT', amount: formatFenPlain(openFen), paysPaperId: paperId, what: 'GOODS' }
    })
}
