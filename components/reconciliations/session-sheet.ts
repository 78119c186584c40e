import type { SessionPage } from '#lib/domain/driver-reconciliations/queries.ts'
import type { SheetNote } from '#lib/domain/driver-reconciliations/sheet.ts'
import { DENOMINATIONS_FEN } from '#lib/domain/driver-reconciliations/denominations.ts'
import { formatInstant } from '#lib/i18n/format.ts'
import { formatFen } from '#lib/kernel/money.ts'
import type { ListedSheet } from '#lib/print/listed-pdf.ts'

/** What says words of `reconciliations`. */
type Words = (key: string, values?: Record<string, string | number>) => string

const THINGS = [
  { key: 'blueCopy', thing: 'DRIVER_COPY' },
  { key: 'customerCopy', thing: 'CUSTOMER_COPY' },
  { key: 'consignmentNote', thing: 'CONSIGNMENT_NOTE' },
  { key: 'advancedFreight', thing: 'ADVANCED_FREIGHT' },
] as const

/** The sheet of a session in words, as it is printed and filed. */
export function sessionSheet(
  { session, sheet, sheetHash }: Pick<SessionPage, 'session' | 'sheet' | 'sheetHash'>,
  accountSetName: string,
  t: Words,
): ListedSheet {
  const yuan = (fen: string): string => (fen === '0' ? '' : formatFen(BigInt(fen)))
  const at = (who: string, iso: string): string => `${who} ${formatInstant(iso)}`
  const { count, agreement, closedAt, closedByName, driverName, number } = session
  const pieces = DENOMINATIONS_FEN.map((fen, index) => ({
    yuan: String(fen / 100),
    count: sheet.pieces?.[index] ?? 0,
  }))
  const shown = pieces.filter((each) => each.count > 0).map((each) => t('pieces', each))
  const signed = agreement ? at(driverName, agreement.at) : ''
  const closed = closedAt ? at(closedByName ?? '', closedAt) : ''
  return {
    accountSetName,
    number,
    title: t('title'),
    head: [
      [`${t('column.driver')} ${driverName}`, number],
      [at(session.openedByName, session.openedAt), t(`status.${session.status}`)],
    ],
    columns: [
      { title: t('column.note'), share: 31 },
      { title: t('column.customer'), share: 30 },
      { title: t('column.method'), share: 18 },
      { title: t('column.cash'), share: 20, align: 'right' },
      { title: t('column.freight'), share: 16, align: 'right' },
      { title: t('column.other'), share: 18, align: 'right' },
      { title: t('column.onAccount'), share: 18, align: 'right' },
      { title: t('column.things'), share: 39 },
    ],
    rows: sheet.notes.map((note) => [
      note.number,
      note.customerName,
      t(`method.${note.settlementMethod}`),
      yuan(note.cashFen),
      yuan(note.freightFen),
      yuan(`${BigInt(note.otherFen) + BigInt(note.freightOtherFen)}`),
      yuan(note.onAccountFen),
      thingsOf(note, t),
    ]),
    after: [
      '',
      ['expected', 'counted', 'difference']
        .map((key) => `${t(`column.${key}`)} ￥${formatFen(BigInt(sumOf(sheet, key)))}`)
        .join('    '),
      shown.length === 0 ? t('notCounted') : shown.join('    '),
      ...(sheet.reason === '' ? [] : [`${t('reason')} ${sheet.reason}`]),
      ...session.disputes.map(({ number: of, statement, outcome, ruling }) =>
        [
          t('disputed'),
          of ?? t('wholeSession'),
          statement,
          t(`ruling.${outcome ?? 'OPEN'}`),
          ruling ?? '',
        ].join(' '),
      ),
      '',
      ...(count ? [`${t('countedBy')} ${at(count.countedBy, count.at)}`] : []),
      `${t('signDriver')} ${signed === '' ? '____________________' : signed}`,
      `${t('signCashier')} ${closed === '' ? '____________________' : closed}`,
      t('sheetHash', { hash: sheetHash }),
    ],
    pageOf: (page, pages) => t('pageOf', { page, pages }),
  }
}

function sumOf(sheet: SessionPage['sheet'], key: string): string {
  if (key === 'expected') return sheet.expectedFen
  return key === 'counted' ? sheet.countedFen : sheet.pieces === null ? '0' : sheet.differenceFen
}

function thingsOf(note: SheetNote, t: Words): string {
  const things = THINGS.filter(({ key }) => note[key] !== 'NOT_DUE').map(({ key, thing }) => {
    const reasons = note.excuses.filter((each) => each.thing === thing).map(({ reason }) => reason)
    return [`${t(`thing.${thing}`)} ${t(`state.${note[key]}`)}`, ...reasons].join(' ')
  })
  const slip = note.slip
    ? [t(note.slip.isReceived ? 'slipDone' : 'slipWaits', { number: note.slip.number })]
    : []
  return [...things, ...slip].join('; ')
}
