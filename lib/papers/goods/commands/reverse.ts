import { releaseCodes } from '#lib/codes/store.ts'
import {
  act,
  type Command,
  type CommandContext,
  type Decision,
  defineCommand,
} from '#lib/command/define-command.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { reverseVouchers } from '#lib/ledger/journal.ts'
import { reversePayables } from '#lib/ledger/payables.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { stockMirror } from '#lib/ledger/stock-mirror.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { REVERSE_GOODS_GATE, type ReverseGoodsFacts } from '#lib/papers/goods/reverse-rules.ts'
import { reasonInput } from '#lib/papers/goods/schema.ts'
import { readAnswer, readObstacles } from '#lib/papers/goods/undo.ts'
import type { z } from 'zod'

export type ReverseInput = z.output<typeof reasonInput>

/** What reversing is for one kind. */
export type Reversal = {
  kind: GoodsKind
  /** Statements of `hold`, `standsInTheWay` and `undo` together, whatever the number of lines. */
  extraBudget: number
  /** What the room holds before the paper itself, in the order of locks: the order of a receipt. */
  hold?: (context: CommandContext, input: ReverseInput) => Promise<void>
  /** A paper that stands in the way though it was not written on this one, by its number: the bill of a receipt's order. */
  standsInTheWay?: (context: CommandContext, paper: GoodsPaper) => Promise<string | null>
  /** What the room undoes besides: progress of an order, credit of a customer. False when somebody was there first. */
  undo?: (context: CommandContext, paper: GoodsPaper) => Promise<boolean>
}

type Reversing = Command<ReverseInput, ReverseGoodsFacts, GoodsPaper, { number: string }>

/**
 * 红冲 of one kind: undoes a posted paper by mirror entries on today's date; nothing that was entered changes (decision
 * 11). A second person does it, never who posted. Stock, codes, what is owed to the supplier and vouchers go back;
 * refused while a paper was written on it, its goods or codes have gone on, money was allocated, or the period is
 * closed.
 */
export function reversing({ kind, extraBudget, hold, standsInTheWay, undo }: Reversal): Reversing {
  return defineCommand({
    name: 'goodsPaper.reverse',
    permission: 'goodsPaper.reverse',
    input: reasonInput,
    queryBudget: 18 + extraBudget,
    load: async (context, input): Promise<ReverseGoodsFacts | null> => {
      const { tx, actor, today } = context
      await hold?.(context, input)
      const paper = await loadGoodsPaper(tx, actor, input, [kind])
      if (!paper) return null
      const answeredBy = (await readAnswer(tx, input)) ?? (await standsInTheWay?.(context, paper)) ?? null
      const obstacles = await readObstacles(tx, input)
      const isPeriodOpen = (await holdPeriod(tx, input.accountSetId, today)) === 'OPEN'
      return { paper, actorId: actor.userId, today, isPeriodOpen, answeredBy, ...obstacles }
    },
    decide: (facts): Decision<GoodsPaper> => {
      const checklist = evaluate(REVERSE_GOODS_GATE, facts)
      const params = { number: facts.paper.number }
      return checklist.isOpen
        ? act(facts.paper)
        : { refuse: { code: 'gate.reverseGoods', params, checklist } }
    },
    save: async (context, paper, { reason }) => {
      const { tx, actor, now, today } = context
      const { accountSetId, paperId, number, supplierId } = paper
      const recorder = { recordedById: actor.userId, at: now }
      if (!(await moveGoodsPaper(tx, paper, { to: 'REVERSED', at: now }))) return { stale: {} }
      await moveStock(tx, recorder, await stockMirror(tx, accountSetId, paperId, today))
      if (undo && !(await undo(context, paper))) return { stale: {} }
      if (supplierId !== null)
        await reversePayables(tx, { accountSetId, supplierId, paperId, businessDate: today }, now)
      const codes = await releaseCodes(tx, paper, null, 'REVERSED', { actorId: actor.userId, at: now })
      await reverseVouchers(tx, recorder, { accountSetId, paperId, businessDate: today })
      const payload = { number, reason, on: today, codes }
      return { value: { number }, events: [{ accountSetId, paperId, payload }] }
    },
  })
}
