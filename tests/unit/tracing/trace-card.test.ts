import { NextIntlClientProvider } from 'next-intl'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { TraceCard } from '#components/tracing/trace-card.tsx'
import { TraceResult } from '#components/tracing/trace-result.tsx'
import { CODED_KINDS } from '#lib/codes/way.ts'
import { frozenTrace } from '#lib/domain/diversions/evidence.ts'
import type { TraceAnswer } from '#lib/domain/tracing/trace.ts'
import type { CodeTrace, TraceStep } from '#lib/papers/code-trace.ts'
import enCustody from '#lib/i18n/messages/en/custody.json' with { type: 'json' }
import enTrace from '#lib/i18n/messages/en/trace.json' with { type: 'json' }
import zhCustody from '#lib/i18n/messages/zh-CN/custody.json' with { type: 'json' }
import zhTrace from '#lib/i18n/messages/zh-CN/trace.json' with { type: 'json' }

const MESSAGES = {
  'zh-CN': { trace: zhTrace, custody: zhCustody },
  en: { trace: enTrace, custody: enCustody },
} as const

const step = (kind: string, changes: Partial<TraceStep> = {}): TraceStep => ({
  accountSetId: 1,
  paperId: '01a20949-b427-7d0e-a7b3-015a5eb51d6d',
  isVisible: true,
  kind,
  number: `${kind}-7`,
  status: 'POSTED',
  businessDate: '2026-11-23',
  lineNo: 1,
  at: '2026-11-23T03:00:00Z',
  capturedBy: '示例仓管',
  caseCode: null,
  isDamaged: true,
  reason: '标签脱落',
  approvedBy: '示例经理',
  hop: 1,
  warehouseName: '东仓',
  standsAt: null,
  customerId: null,
  party: '示例酒行',
  partyContact: null,
  preparer: '示例开单员',
  handler: '示例业务员',
  keeper: '示例仓管',
  verifier: '示例复核',
  driver: '示例司机',
  signers: [
    { slot: 'KEEPER', name: '示例仓管', at: '2026-11-23T03:00:00Z' },
    { slot: 'CUSTOMER', name: '示例客户', at: '2026-11-23T04:00:00Z' },
  ],
  deliveredAt: '2026-11-23T04:00:00Z',
  stub: { place: 'DESK', keeper: '示例开单员' },
  released: null,
  lost: null,
  ...changes,
})

const trace: CodeTrace = {
  accountSetId: 1,
  accountSetName: '主账套',
  code: 'CASE-0001',
  kind: 'CASE',
  productId: 'p',
  productCode: 'YS003',
  productName: '试验酒',
  specification: '500ml',
  standing: {
    number: 'XH202611-00001',
    paperKind: 'DELIVERY_NOTE',
    warehouseName: null,
    isSettled: true,
    lost: null,
  },
  caseCode: null,
  bottles: [
    { code: 'BOTTLE-1', isApart: true },
    { code: 'BOTTLE-2', isApart: false },
  ],
  steps: [
    ...CODED_KINDS.map((kind) => step(kind)),
    ...['REMOVED', 'REFUSED', 'VOIDED', 'REVERSED'].map((cause) =>
      step('DELIVERY_NOTE', { released: { cause, by: '示例经理', at: '2026-11-23T05:00:00Z' } }),
    ),
    ...(['STOCK_COUNT', 'TRANSFER'] as const).flatMap((paperKind) =>
      [true, false].map((isTakenBack) => {
        const said = { number: null, paperKind, by: '示例经理', at: '2026-11-23T05:00:00Z' }
        return step('GOODS_RECEIPT', { lost: { ...said, isTakenBack } })
      }),
    ),
    step('DELIVERY_NOTE', {
      isVisible: false,
      number: null,
      party: null,
      signers: [],
      caseCode: 'CASE-0009',
    }),
  ],
}

const ANSWERS: readonly (TraceAnswer | null)[] = [
  null,
  { found: 'nothing', code: 'CODE-1' },
  { found: 'malformed', reason: 'tooShort', typed: '12' },
  { found: 'barcode', code: '06901234567892', products: [{ id: 'p', name: '试验酒', unit: '瓶' }] },
  {
    found: 'codes',
    traces: [
      trace,
      { ...trace, code: 'BOTTLE-1', kind: 'BOTTLE', standing: null, caseCode: 'CASE-0001', bottles: [] },
    ],
  },
]

describe.each(['zh-CN', 'en'] as const)('the way of a code in %s', (locale) => {
  const rendered = (child: React.ReactNode) =>
    renderToStaticMarkup(
      createElement(NextIntlClientProvider, {
        ...{ locale, messages: MESSAGES[locale], timeZone: 'Asia/Shanghai' },
        onError: (error) => {
          throw error
        },
        children: child,
      }),
    )

  it('has words for every kind of paper, person, release and place', () => {
    const html = rendered(createElement(TraceCard, { trace, canReport: true }))
    for (const said of ['CASE-0001', 'XH202611-00001', '示例司机', '示例客户', 'BOTTLE-2', 'CASE-0009'])
      expect(html).toContain(said)
    expect(html).toContain('/trace/diversions/new?code=CASE-0001')
    expect(html).toContain('/customer-returns/1/')
  })

  it('shows evidence that was frozen before anybody could say what is missing', () => {
    const { standing, steps, ...rest } = trace
    const plain = steps.map(({ lost: _lost, ...each }) => each)
    const { lost: _lost, ...stands } = standing ?? {
      number: '',
      paperKind: '',
      warehouseName: null,
      isSettled: true,
      lost: null,
    }
    const frozen = frozenTrace({ ...rest, steps: plain, standing: stands })
    expect([frozen.standing?.lost, frozen.steps[0]?.lost]).toEqual([null, null])
    expect(rendered(createElement(TraceCard, { trace: frozen, canReport: false }))).toContain('CASE-0001')
  })

  it('has words for whatever a search comes to', () => {
    for (const answer of ANSWERS)
      expect(rendered(createElement(TraceResult, { answer, canReport: false }))).not.toBe('')
  })
})
