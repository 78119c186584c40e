import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import { issue, noteFor, type RoadCompany, valueOf } from '#tests/support/company.ts'
import {
  acceptCopies,
  coded,
  customerCopyToAccounting,
  deliver,
  dispatch,
  driverNamed,
  toKeeper,
  prepared,
  signedBy,
  STROKE,
  verified,
  withDriver,
} from '#tests/support/road.ts'

/** A line as a test wishes it; products by their code. */
export type LineWish = Parameters<typeof noteFor>[2][number]

/** What the customer took of a line; lines that are not named were taken whole. */
export type Taken = { lineNo: number; accepted: string; reason: string; returnedCodes?: string[] }

/** What a test wants of a note; every part has an ordinary value. */
export type NoteWish = {
  lines?: readonly LineWish[]
  customer?: string
  changes?: Partial<NoteInput>
  taken?: readonly Taken[]
  /** Whether the customer signs at the stop. */
  isSigned?: boolean
}

/** Two cases of a product without codes, for tests that have nothing to do with codes. */
export const PLAIN: readonly LineWish[] = [{ product: 'LZ001', quantity: '2箱' }]

/** A product whose cases and bottles are each captured. */
export const CODED: readonly LineWish[] = [{ product: 'YS003', quantity: '2箱3瓶' }]

type Step = (company: RoadCompany, note: IssuedNote, wish: NoteWish) => Promise<unknown>

/** The whole life of a note, in the order of the desk: where each step leaves it. */
const LIFE = {
  ISSUED: async () => undefined,
  /** Accepted by the keeper. */
  PICKING: (company, note) => toKeeper(company, note),
  /** All codes captured, everything picked. */
  PREPARED: async (company, note) => {
    await coded(company, note)
    await prepared(company, note)
  },
  /** Signed by keeper and handler, counted by a second person. */
  VERIFIED: async (company, note) => {
    const { keeper, salesperson } = company.staff
    await signedBy(company, note, keeper, salesperson)
    await verified(company, note)
  },
  /** A driver is named. */
  READY_TO_LEAVE: (company, note) => driverNamed(company, note),
  /** Gone with the driver, every offer of a copy still open. */
  DISPATCHED: async (company, note) => valueOf(await dispatch(company, note)),
  /** The driver has accepted his copies, and the clerk the stub. */
  ON_THE_ROAD: async (company, note) => {
    await withDriver(company, note)
    await acceptCopies(company, note, company.staff.clerk, ['STUB'])
  },
  /** The driver has been there; the customer signed unless everything was refused. */
  DELIVERED: async (company, note, { taken = [], isSigned = true }) => {
    const lines = taken.map((line) => ({ returnedCodes: [], ...line }))
    const signature = isSigned ? { kind: 'STROKE', stroke: STROKE } : null
    valueOf(await deliver(company, note, { lines, signature }))
  },
  /** The accountant has the accounting copy and the signed customer copy: nothing stands against posting. */
  READY_TO_POST: async (company, note) => {
    await acceptCopies(company, note, company.staff.accountant, ['ACCOUNTING'])
    await customerCopyToAccounting(company, note)
  },
} as const satisfies Record<string, Step>

export type NoteStep = keyof typeof LIFE

/** A note of its own that has come as far as this step, by the commands that the desk uses. */
export async function noteAt(company: RoadCompany, step: NoteStep, wish: NoteWish = {}): Promise<IssuedNote> {
  const { lines = PLAIN, customer = 'K102', changes } = wish
  const note = valueOf(await issue(company, await noteFor(company, customer, lines, changes)))
  await carriedOn(company, note, { after: 'ISSUED', to: step }, wish)
  return note
}

/** A note that stands after one step is carried on to another. */
export async function carriedOn(
  company: RoadCompany,
  note: IssuedNote,
  { after, to }: { after: NoteStep; to: NoteStep },
  wish: NoteWish = {},
): Promise<void> {
  const life = Object.entries<Step>(LIFE)
  const at = (step: NoteStep) => life.findIndex(([name]) => name === step)
  for (const [, go] of life.slice(at(after) + 1, at(to) + 1)) await go(company, note, wish)
}
