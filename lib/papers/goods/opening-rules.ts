import type { Person } from '#lib/auth/actor.ts'
import { met, type Rule, unmet } from '#lib/kernel/gate.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import type { GoodsOpening, WarehouseFacts } from '#lib/papers/goods/opening.ts'
import type { OpeningLine } from '#lib/papers/goods/opening-line.ts'
import type { RuleId } from '#lib/regulation/rules.ts'

/** What the gate in front of opening a paper without prices looks at. */
export type OpeningFacts = {
  opener: { id: string; isSuspended: boolean }
  requiresDistinctSigners: boolean
  warehouse: WarehouseFacts | null
  toWarehouse: WarehouseFacts | null
  handler: GoodsOpening['handler']
  businessDate: string
  isPeriodOpen: boolean
  lines: readonly OpeningLineFacts[]
}

/** A line with what all lines of its product ask together, against what is there to take. */
export type OpeningLineFacts = OpeningLine & {
  lineNo: number
  askedE3: bigint
  availableE3: bigint
  isCounted: boolean
}

/** Roles of people who carry goods papers out. */
export const HANDLER_ROLES: readonly string[] = ['SALESPERSON', 'DRIVER', 'KEEPER']

/** The facts of an opening gate. Pure: the same for the screen and for the command. */
export function openingFacts(
  opening: GoodsOpening,
  lines: readonly OpeningLine[],
  person: Pick<Person, 'userId' | 'isBillingSuspended'>,
  businessDate: string,
): OpeningFacts {
  const askedE3 = new Map<string, bigint>()
  for (const { product, qtyE3 } of lines) askedE3.set(product.id, (askedE3.get(product.id) ?? 0n) + qtyE3)
  return {
    opener: { id: person.userId, isSuspended: person.isBillingSuspended },
    requiresDistinctSigners: opening.accountSet.requiresDistinctSigners,
    warehouse: opening.warehouse,
    toWarehouse: opening.toWarehouse,
    handler: opening.handler,
    businessDate,
    isPeriodOpen: opening.isPeriodOpen,
    lines: lines.map((line, index) => ({
      ...line,
      lineNo: index + 1,
      askedE3: askedE3.get(line.product.id) ?? line.qtyE3,
      availableE3: opening.availableE3.get(line.product.id) ?? 0n,
      isCounted: opening.counted?.has(line.product.id) === true,
    })),
  }
}

/** R8, R24: who carries it out is named, works here, and is not who writes it where the account set asks for that. */
export function handlerRule(id: RuleId, remedy: { role: string }): Rule<OpeningFacts> {
  return {
    id,
    check: ({ handler, opener, requiresDistinctSigners }) => {
      if (handler?.isActive !== true) return unmet('handlerMissing', remedy)
      if (!handler.roles.some((role) => HANDLER_ROLES.includes(role)))
        return unmet('handlerRole', remedy, { name: handler.displayName })
      return requiresDistinctSigners && handler.id === opener.id ? unmet('handlerIsPreparer', remedy) : met()
    },
  }
}

/** R130: whoever may not write papers now opens none. */
export const suspendedRule: Rule<OpeningFacts> = {
  id: 'R130',
  check: ({ opener }) => (opener.isSuspended ? unmet('clerkSuspended', { role: 'MANAGER' }) : met()),
}

/** R133: every product is one the desk deals in, and there is enough that is not promised to anybody else. */
export function stockRule(remedy: { role: string }): Rule<OpeningFacts> {
  return {
    id: 'R133',
    check: ({ lines }) => {
      if (lines.length === 0) return unmet('noLines', remedy)
      const short = lines.find((line) => line.askedE3 > line.availableE3)
      if (!short) return met()
      const said = { line: short.lineNo, product: short.product.name }
      if (short.isCounted) return unmet('stockCounted', remedy, said)
      return unmet('stockShort', remedy, {
        ...said,
        asked: formatQuantity(asQtyE3(short.askedE3), short.product.units),
        available: formatQuantity(asQtyE3(short.availableE3), short.product.units),
      })
    },
  }
}

/** R120: nothing is opened in a month that is closed. */
export const openMonthRule: Rule<OpeningFacts> = {
  id: 'R120',
  check: ({ isPeriodOpen, businessDate }) =>
    isPeriodOpen ? met() : unmet('periodClosed', { role: 'ACCOUNTANT' }, { date: businessDate }),
}
