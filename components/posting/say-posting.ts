import type { PostingRow } from '#lib/domain/delivery-notes/post-queries.ts'
import { gateRemedy, gateSentence } from '#lib/i18n/gate-sentence.ts'
import type { Words } from '#lib/i18n/words.ts'
import type { ChecklistItem } from '#lib/kernel/gate.ts'
import type { SaidRemark, ShownPosting } from './shown-posting.ts'

/** A row of the queue in the reader's words. */
export function sayPosting(words: Words, row: PostingRow): ShownPosting {
  const { remarks, settlementMethod, channel, outcome, ...rest } = row
  return {
    ...rest,
    channel: words(`posting.channel.${channel}`),
    settlement: words(`posting.settlement.${settlementMethod}`),
    outcome: words(`posting.outcome.${outcome}`),
    remarks: sayRemarks(words, remarks),
  }
}

/** Lines of the post gate in words. */
export function sayRemarks(words: Words, items: readonly ChecklistItem[]): SaidRemark[] {
  return items.map((item) => ({
    rule: item.rule,
    isUnmet: item.state === 'unmet',
    text: gateSentence(words, 'post', item),
    remedy: gateRemedy(words, item),
  }))
}
