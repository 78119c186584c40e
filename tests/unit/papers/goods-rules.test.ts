import { describe, expect, it } from 'vitest'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { countGate } from '#lib/papers/goods/count-rules.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { REVERSE_GOODS_GATE } from '#lib/papers/goods/reverse-rules.ts'
import { postFacts, postGate } from '#lib/papers/goods/rules.ts'
import { slotToSign } from '#lib/papers/goods/sign-rules.ts'
import { verifyGoodsGate } from '#lib/papers/goods/verify-rules.ts'
import { voidGoodsGate } from '#lib/papers/goods/void-rules.ts'
import { counted, goodsLine, readyReceipt, signed } from '#tests/support/goods-paper.ts'

const told = ({ items }: Checklist) =>
  items.filter(({ state }) => state !== 'met').map(({ rule, code }) => `${rule} ${code}`)

const AT = { actorId: 'accountant', today: '2026-11-23', postingDate: '2026-11-23', isPeriodOpen: true }
const posting = (changes: Partial<GoodsPaper> = {}, at: Partial<typeof AT> = {}) => {
  const paper = readyReceipt(changes)
  return told(evaluate(postGate(paper.kind), postFacts(paper, { ...AT, ...at })))
}

const CODED = { kinds: ['SECONDARY', 'BOTTLE'], hasCaseCodes: true, hasBottleCodes: true, coverageBp: 10_000 }
const REQUEST = { reason: '写错', byId: 'clerk', byName: '制单', decision: null }

describe('posting a goods paper', () => {
  it('R64 goes through when everything was done', () => {
    expect(posting()).toEqual([])
  })

  it.each([
    [{ status: 'OPEN' }, 'R64 notCounted'],
    [{ status: 'COUNTED' }, 'R64 notVerified'],
    [{ status: 'POSTED' }, 'R64 alreadyPosted'],
    [{ status: 'VOIDED' }, 'R64 notNow'],
    [{ voidRequest: REQUEST }, 'R64 voidWaiting'],
  ] as const)('R64 refuses %o as %s', (changes, said) => {
    expect(posting(changes)).toContain(said)
  })

  it('R17 names the slot that is missing, and a signature that no longer agrees', () => {
    const [, ...others] = readyReceipt().signatures
    expect(posting({ signatures: others })).toEqual(['R17 signatureMissing'])
    expect(posting({ signatures: [signed('PREPARER', 'clerk', false), ...others] })).toEqual([
      'R17 signatureBroken',
    ])
  })

  it('R18 different people in different slots, each in their own; an account set may allow one in two', () => {
    const [preparer, keeper, , supervisor] = readyReceipt().signatures
    if (!preparer || !keeper || !supervisor) throw new Error('no signatures')
    const foreign = [preparer, keeper, signed('HANDLER', 'somebody'), supervisor]
    expect(posting({ signatures: foreign })).toEqual(['R18 signedByAnother'])
    const twice = [preparer, keeper, signed('HANDLER', 'clerk'), supervisor]
    expect(posting({ signatures: twice, handlerId: 'clerk' })).toEqual(['R18 sameSigner'])
    const relaxed = { signatures: twice, handlerId: 'clerk', requiresDistinctSigners: false }
    expect(posting(relaxed)).toEqual(['R18 sameSignerAllowed'])
  })

  it('R21 asks for a second person who is not the keeper', () => {
    expect(posting({ verifiedById: null })).toEqual(['R21 notVerified'])
    expect(posting({ verifiedById: 'keeper' })).toEqual(['R21 verifierIsKeeper'])
  })

  it('R16 asks for the codes of what was counted, not of what was expected', () => {
    const lines = [goodsLine({ codePolicy: CODED, codesDue: 5, codesKept: { cases: 1, bottles: 0 } })]
    expect(posting({ lines })).toEqual(['R16 codesMissing'])
    expect(posting({ lines, counts: [counted({ goodE3: '6000' })] })).toEqual([])
    expect(posting({ lines, counts: [counted({ goodE3: '5000' })] })).toEqual(['R16 codesMissing'])
    expect(posting({ lines: [goodsLine({ damagedWaiting: 1 })] })).toEqual(['R16 damagedWaiting'])
  })

  it('R16 refuses codes for more than came in', () => {
    const lines = [goodsLine({ codePolicy: CODED, codesDue: 5, codesKept: { cases: 1, bottles: 1 } })]
    expect(posting({ lines, counts: [counted({ goodE3: '6000' })] })).toEqual(['R16 codesSurplus'])
  })

  it('R7 asks of goods that come back no more codes than went out', () => {
    const kept = { codePolicy: CODED, codesKept: { cases: 1, bottles: 0 } }
    const back = (codesDue: number) =>
      posting({ kind: 'CUSTOMER_RETURN', lines: [goodsLine({ ...kept, codesDue })] })
    expect([back(1), back(2)]).toEqual([[], ['R7 codesMissing']])
    const less = { kind: 'CUSTOMER_RETURN', counts: [counted({ goodE3: '6000' })] } as const
    expect(
      posting({ ...less, counts: [...less.counts], lines: [goodsLine({ ...kept, codesDue: 5 })] }),
    ).toEqual([])
  })

  it('R119 R120 by another than the preparer, on a day that has come, in an open month', () => {
    expect(posting({}, { actorId: 'clerk' })).toEqual(['R119 posterIsPreparer'])
    expect(posting({}, { postingDate: '2026-11-24' })).toEqual(['R120 dateInFuture'])
    expect(posting({}, { postingDate: '2026-11-22' })).toEqual(['R120 postedBeforePaper'])
    expect(posting({}, { isPeriodOpen: false })).toEqual(['R120 periodClosed'])
  })

  it('R24 R25 R26 say the same of a stock-out note under their own numbers', () => {
    const lines = [goodsLine({ codePolicy: CODED, codesDue: 5 })]
    const bare: Partial<GoodsPaper> = { kind: 'STOCK_OUT', signatures: [], verifiedById: null, lines }
    expect(posting(bare)).toEqual(['R24 signatureMissing', 'R26 notVerified', 'R25 codesMissing'])
  })

  it('R8 R10 R7 say the same of a transfer', () => {
    const lines = [goodsLine({ codePolicy: CODED, codesDue: 5 })]
    const bare: Partial<GoodsPaper> = { kind: 'TRANSFER', signatures: [], verifiedById: null, lines }
    expect(posting(bare)).toEqual(['R8 signatureMissing', 'R10 notVerified', 'R7 codesMissing'])
  })
})

describe('counting', () => {
  const counting = (changes: Partial<GoodsPaper>, unexpected: { codesNeeded: number }[] = []) => {
    const paper = readyReceipt({ status: 'OPEN', ...changes })
    const strangers = unexpected.map((each) => ({ lineNo: 2, productName: '别的酒', ...each }))
    return told(evaluate(countGate(paper.kind), { paper, keeperId: 'keeper', unexpected: strangers }))
  }

  it('R19 takes whatever arrived, and every line of it', () => {
    expect(counting({ counts: [counted({ goodE3: '3000' })] })).toEqual([])
    expect(counting({ counts: [counted({ lineNo: 2 })] })).toEqual(['R19 lineNotCounted'])
  })

  it('R112 takes nothing but what the paper says where goods leave', () => {
    const out = { kind: 'STOCK_OUT', handlerId: 'salesperson' } as const
    expect(counting(out)).toEqual([])
    expect(counting({ ...out, counts: [counted({ goodE3: '9000' })] })).toEqual(['R112 countDiffers'])
  })

  it('R19 R16 R112 ticks nothing that only a count can show', () => {
    expect(counting({ counts: [] })).toEqual(['R19 notYet', 'R16 notYet'])
    expect(counting({ kind: 'STOCK_OUT', handlerId: 'salesperson', counts: [] })).toEqual(['R112 notYet'])
  })

  it('R18 R9 not by the preparer or handler', () => {
    expect(counting({ handlerId: 'keeper' })).toEqual(['R18 keeperSignsElsewhere'])
    expect(counting({ preparerId: 'keeper', requiresDistinctSigners: false })).toEqual([])
    expect(counting({ kind: 'TRANSFER', handlerId: 'keeper' })).toEqual(['R9 keeperSignsElsewhere'])
  })

  it('R16 refuses goods nobody ordered that would need codes', () => {
    expect(counting({}, [{ codesNeeded: 1 }])).toEqual(['R16 unexpectedWithCodes'])
    expect(counting({}, [{ codesNeeded: 0 }])).toEqual([])
  })
})

describe('verifying', () => {
  const again = (changes = {}) => [
    { lineNo: 1, productName: '示例酒', isNameRight: true, goodE3: 10_000n, damagedE3: 0n, ...changes },
  ]
  const verifying = (said: ReturnType<typeof again> | null, verifierId = 'otherClerk') => {
    const paper = readyReceipt({ status: 'COUNTED', verifiedById: null })
    return told(evaluate(verifyGoodsGate('GOODS_RECEIPT'), { paper, verifierId, again: said }))
  }

  it('R21 agrees when the second person found the same, and ticks nothing before', () => {
    expect([verifying(again()), verifying(null)]).toEqual([[], ['R21 notYet']])
  })

  it('R21 refuses the keeper, a line left out, other goods, another figure', () => {
    expect(verifying(again(), 'keeper')).toEqual(['R21 verifierIsKeeper'])
    expect(verifying([])).toEqual(['R21 lineNotCounted'])
    expect(verifying(again({ isNameRight: false }))).toEqual(['R21 otherGoods'])
    expect(verifying(again({ goodE3: 9_000n }))).toEqual(['R21 countDiffers'])
    expect(verifying(again({ damagedE3: 1_000n }))).toEqual(['R21 countDiffers'])
  })
})

describe('signing', () => {
  const slot = (userId: string, roles: string[], changes: Partial<GoodsPaper> = {}) => {
    const [preparer, keeper] = readyReceipt().signatures
    const signatures = [preparer, keeper].flatMap((each) => (each ? [each] : []))
    const answer = slotToSign(readyReceipt({ status: 'COUNTED', signatures, ...changes }), { userId, roles })
    return 'slot' in answer ? answer.slot : answer.code
  }

  it('R17 R18 by who the person is', () => {
    expect(slot('salesperson', ['SALESPERSON'])).toBe('HANDLER')
    expect(slot('boss', ['MANAGER'])).toBe('SUPERVISOR')
    expect(slot('boss', ['SALES_MANAGER'])).toBe('SUPERVISOR')
    expect(slot('somebody', ['CLERK'])).toBe('goods.noSlot')
    expect(slot('keeper', ['KEEPER'])).toBe('goods.slotTaken')
    expect(slot('clerk', ['CLERK', 'MANAGER'])).toBe('goods.oneSlotPerPerson')
    expect(slot('clerk', ['CLERK', 'MANAGER'], { requiresDistinctSigners: false })).toBe('SUPERVISOR')
    expect(slot('salesperson', [], { codesHash: null })).toBe('goods.keeperFirst')
    expect(slot('salesperson', [], { status: 'OPEN' })).toBe('goods.signNotNow')
    expect(slot('salesperson', [], { voidRequest: REQUEST })).toBe('goods.signNotNow')
  })
})

describe('voiding and reversing', () => {
  const voiding = (changes: Partial<GoodsPaper>, facts: { deciderId?: string; answeredBy?: string } = {}) => {
    const paper = readyReceipt({ voidRequest: REQUEST, ...changes })
    const { deciderId = 'manager', answeredBy = null } = facts
    return told(evaluate(voidGoodsGate(paper.kind), { paper, deciderId, answeredBy }))
  }
  const stub = (changes: object) => ({
    copies: readyReceipt().copies.map((copy) => (copy.kind === 'STUB' ? { ...copy, ...changes } : copy)),
  })

  it('R12 R13 R14 before posting, by two people, with every copy', () => {
    expect(voiding({})).toEqual([])
    expect(voiding({ status: 'POSTED' })).toEqual(['R13 alreadyPosted'])
    expect(voiding({ status: 'REVERSED' })).toEqual(['R13 tooLate'])
    expect(voiding({}, { answeredBy: 'RK1' })).toEqual(['R13 answered'])
    expect(voiding({ voidRequest: null })).toEqual(['R12 voidNotRequested'])
    expect(voiding({}, { deciderId: 'clerk' })).toEqual(['R12 voidSecondPerson'])
    expect(voiding(stub({ offeredPlace: 'WAREHOUSE' }))).toEqual(['R14 copyOffered'])
    expect(voiding(stub({ place: 'WAREHOUSE' }))).toEqual(['R14 copyAway'])
    expect(voiding(stub({ place: 'WAREHOUSE', isStatementWaiting: true }))).toEqual(['R14 statementWaiting'])
    expect(voiding(stub({ place: 'WAREHOUSE', isExcused: true }))).toEqual([])
    expect(voiding({ copies: [] })).toEqual(['R14 copyMissing', 'R14 copyMissing'])
  })

  it('R13 R85 R89 R96 R119 R120 undoes what is posted while goods, codes and money are there', () => {
    const reversing = (facts: object, changes: Partial<GoodsPaper> = {}) =>
      told(
        evaluate(REVERSE_GOODS_GATE, {
          paper: readyReceipt({ status: 'POSTED', ...changes }),
          ...{ actorId: 'accountant', today: '2026-11-23', isPeriodOpen: true, postedById: 'manager' },
          ...{
            answeredBy: null,
            isMoneyAllocated: false,
            isCreditSpent: false,
            shortProduct: null,
            mixedProduct: null,
            goneCode: null,
          },
          ...facts,
        }),
      )
    expect(reversing({})).toEqual([])
    expect(reversing({}, { status: 'REVERSED' })).toEqual(['R13 alreadyReversed'])
    expect(reversing({}, { status: 'VERIFIED' })).toEqual(['R13 notPosted'])
    expect(reversing({ postedById: 'accountant' })).toEqual(['R119 posterReverses'])
    expect(reversing({ answeredBy: 'CG1' })).toEqual(['R85 answered'])
    expect(reversing({ shortProduct: '酒' })).toEqual(['R89 goodsGone'])
    expect(reversing({ mixedProduct: '酒' })).toEqual(['R89 goodsMixed'])
    expect(reversing({ goneCode: { code: 'C1', caseCode: null, number: 'CK1', isLost: false } })).toEqual([
      'R89 codeGone',
    ])
    expect(reversing({ isMoneyAllocated: true })).toEqual(['R96 moneyAllocated'])
    expect(reversing({ isCreditSpent: true })).toEqual(['R96 creditSpent'])
    expect(reversing({ isPeriodOpen: false })).toEqual(['R120 periodClosed'])
  })
})
