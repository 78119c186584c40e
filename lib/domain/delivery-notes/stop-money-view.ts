import type { Stop } from '#lib/domain/delivery-notes/driver-queries.ts'

/** What the money of a stop is reckoned from, as text for the driver's phone. */
export function moneyFacts({ note, money, amounts, roundingOffFen, openNotes }: Stop) {
  const { older, advancedFreightFen } = money
  return {
    isCash: note.settlementMethod === 'CASH',
    advancedFreightFen: String(advancedFreightFen),
    roundingOffFen,
    lines: note.lines.map(({ lineNo, qtyE3, units }) => {
      const amount = amounts.find((each) => each.lineNo === lineNo)
      return {
        lineNo,
        qtyE3: String(qtyE3),
        units: units.map(({ unit, factorE3 }) => ({ unit, factorE3: String(factorE3) })),
        netFen: amount?.netFen ?? '0',
        taxFen: amount?.taxFen ?? '0',
      }
    }),
    collect: older?.kind === 'NOTES' ? older.notes.map(asText) : [],
    collectFen: older?.kind === 'AMOUNT' ? String(older.amountFen) : '0',
    openNotes: openNotes.map(asText),
  }
}

function asText({ paperId, number, openFen }: { paperId: string; number: string; openFen: bigint }) {
  return { paperId, number, openFen: String(openFen) }
}
