import { afterAll, expect, it } from 'vitest'
import type { ActionResult } from '#lib/kernel/result.ts'
import { testCompany } from '#tests/support/company.ts'
import { chance, lookAt, pick, type Step, type World } from '#tests/support/goods-life.ts'
import { mischief, spoiled } from '#tests/support/goods-mischief.ts'
import { openingOf, someOpening } from '#tests/support/goods-openings.ts'
import { expectTraced, rememberCodes } from '#tests/support/goods-traces.ts'
import { stepsOf } from '#tests/support/goods-walk.ts'
import { goodsWorld } from '#tests/support/goods-world.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { lookAtNote, noteSteps, noteVoid } from '#tests/support/note-steps.ts'
import type { NoteRef } from '#tests/support/road.ts'
import { seeded } from '#tests/support/seeded.ts'

/*
 * Random sequences of all papers about goods, from several people at once, lawful and not; after each everything is
 * recomputed, and codes are traced both ways. A sequence is told by its
 * seed; SILIAN_SEQUENCES=2000 runs so many, SILIAN_SEQUENCES=41-60 these. People press in the same moment, so the same
 * seed need not end the same; what must hold after it is the same.
 */

const PER_COMPANY = 15
const GATE_COUNT = 30

const [first = 1, last = first] = rangeOf(process.env['SILIAN_SEQUENCES'] ?? `${GATE_COUNT}`)
const companies = Array.from({ length: Math.ceil((last - first + 1) / PER_COMPANY) }, (_, index) => {
  const from = first + index * PER_COMPANY
  return [from, Math.min(last, from + PER_COMPANY - 1)] as const
})
/** Answers by command and status, over all sequences. */
const tally = new Map<string, Map<string, number>>()

function rangeOf(text: string): number[] {
  const numbers = text.split('-').map(Number)
  return numbers.length === 1 ? [1, ...numbers] : numbers
}

/**
 * What one person does now: begins a paper, goes on with one of the newest that is not at its end, or tries what must not
 * be.
 */
async function someSteps(world: World, newest: number): Promise<Step[]> {
  const living = world.goods.length + world.notes.length
  if (living === 0 || chance(world, living < 6 ? 0.4 : 0.08)) return [await someOpening(world)]
  for (let look = 0; look < 4; look += 1) {
    const steps = chance(world, 0.25) ? await aroundNote(world, newest) : await aroundGoods(world, newest)
    if (steps.length > 0) return steps
  }
  return [await someOpening(world)]
}

async function aroundNote(world: World, newest: number): Promise<Step[]> {
  if (world.notes.length === 0) return []
  const note = pick(world, world.notes.slice(-Math.ceil(newest / 2)))
  return chance(world, 0.08) ? noteVoid(world, note) : goOnNote(world, note)
}

async function aroundGoods(world: World, newest: number): Promise<Step[]> {
  if (world.goods.length === 0) return []
  const paper = pick(world, world.goods.slice(-newest))
  return chance(world, 0.2) ? mischief(world, paper) : goOn(world, paper)
}

const goOnNote = async (world: World, note: NoteRef) => noteSteps(world, await lookAtNote(world, note))
const goOn = async (world: World, paper: NoteRef) => stepsOf(world, await lookAt(world, paper))

function paperOf(answer: ActionResult<unknown>): NoteRef | null {
  if (answer.status !== 'done' || answer.isReplay === true) return null
  const { value } = answer
  if (typeof value !== 'object' || value === null || !('paperId' in value) || !('accountSetId' in value))
    return null
  const { accountSetId, paperId } = value
  return typeof accountSetId === 'number' && typeof paperId === 'string' ? { accountSetId, paperId } : null
}

/** Sends the steps one after another, whatever they answer, some twice in the same moment. Answers what was opened. */
async function send(world: World, steps: readonly Step[], told: string[]): Promise<NoteRef[]> {
  const opened: NoteRef[] = []
  for (const wanted of steps) {
    const key = `press-${world.random()}`
    const pressed = chance(world, 0.06) ? spoiled(world, wanted) : wanted
    const presses = chance(world, 0.1) ? [key, chance(world, 0.5) ? key : `${key}-again`] : [key]
    const answers = await Promise.all(presses.map((each) => pressed.send(pressed.by, pressed.input, each)))
    for (const answer of answers) {
      const said = answer.status === 'refused' ? `refused ${answer.refusal.code}` : answer.status
      told.push(`${pressed.by.displayName} ${wanted.name}: ${said}`)
      const counts = tally.get(wanted.name) ?? new Map<string, number>()
      tally.set(wanted.name, counts.set(said, (counts.get(said) ?? 0) + 1))
      if (answer.status === 'done') rememberCodes(world, pressed, answer.value)
      const paper = paperOf(answer)
      if (!paper || wanted.opens === null) continue
      listOf(world, wanted.opens).push(paper)
      if (wanted.opens !== 'payment') opened.push(paper)
    }
  }
  return opened
}

function listOf(world: World, kind: 'goods' | 'note' | 'payment'): NoteRef[] {
  if (kind === 'goods') return world.goods
  return kind === 'note' ? world.notes : world.payments
}

/** One person opens a paper of the seed's kind and carries it, and what is written on it, as far as the others let. */
function careful(world: World, seed: number, told: string[]): () => Promise<void> {
  let paper: NoteRef | undefined
  return async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const isNote = world.notes.some((note) => note.paperId === paper?.paperId)
      const steps = paper === undefined ? [] : await (isNote ? goOnNote(world, paper) : goOn(world, paper))
      const opened = await send(world, steps.length > 0 ? steps : [await openingOf(world, seed)], told)
      paper = opened.at(-1) ?? paper
    }
  }
}

/** A sequence: some rounds, in each three to six people act in the same moment. Tells what they did. */
async function sequence(world: World, seed: number): Promise<string[]> {
  world.random = seeded(seed)
  const told: string[] = []
  const carry = careful(world, seed, told)
  const rounds = 4 + Math.floor(world.random() * 5)
  for (let round = 0; round < rounds; round += 1) {
    const newest = chance(world, 0.35) ? 2 : 14
    const people = 2 + Math.floor(world.random() * 4)
    const acts = []
    for (let person = 0; person < people; person += 1) acts.push(await someSteps(world, newest))
    if (chance(world, 0.3) && acts[0]) acts.push(acts[0])
    await Promise.all([carry(), ...acts.map((steps) => send(world, steps, told))])
  }
  return told
}

async function expectNothingBelowZero({ company }: World): Promise<void> {
  const { db } = company
  expect(
    await db.stockBalance.findMany({ where: { OR: [{ onHandE3: { lt: 0 } }, { valueFen: { lt: 0 } }] } }),
  ).toEqual([])
}

afterAll(() => {
  if (process.env['SILIAN_SEQUENCES'] === undefined) return
  for (const [name, counts] of [...tally].toSorted(([a], [b]) => a.localeCompare(b)))
    console.log(name, Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a)))
})

/** Lives these sequences in a company of their own; after each everything holds. */
async function live(from: number, to: number): Promise<void> {
  const company = await testCompany({ connections: 8 })
  try {
    const world = await goodsWorld(company)
    for (let seed = from; seed <= to; seed += 1) {
      const told = await sequence(world, seed)
      const where = `seed ${seed} (SILIAN_SEQUENCES=${from}-${seed})\n${told.join('\n')}`
      expect(
        company.desk.faults.map(({ command, error }) => `${command}: ${String(error)}`),
        where,
      ).toEqual([])
      await expectNothingBelowZero(world)
      await expectTraced(world).catch((error: unknown) => {
        throw new Error(where, { cause: error })
      })
      await expectWhole(company.db).catch((error: unknown) => {
        throw new Error(where, { cause: error })
      })
    }
  } finally {
    await company.drop()
  }
}

it.each(companies)(
  'I1 to I5 hold after each of the random sequences %i to %i of goods papers by several people at once',
  live,
  600_000,
)

const MUST = [
  ...[
    'purchaseOrder.record',
    'purchaseOrder.decide',
    'purchaseOrder.takeOver',
    'goodsReceipt.open',
    'goodsReceipt.post',
    'purchaseBill.record',
  ],
  ...[
    'purchaseBill.post',
    'payment.record',
    'stockOut.open',
    'stockOut.post',
    'transfer.open',
    'transfer.send',
  ],
  ...[
    'transfer.receive',
    'stockCount.open',
    'stockCount.post',
    'note.issue',
    'note.post',
    'customerReturn.open',
  ],
  ...['customerReturn.post', 'supplierReturn.open', 'supplierReturn.post', 'goodsPaper.decideVoid'],
  ...['goodsPaper.reverse', 'code.capture', 'codeList.takeIn'],
  ...['purchaseOrder.close', 'purchaseBill.consent', 'transfer.writeOff', 'stockCount.finish'],
]

const neverDone = () => MUST.filter((name) => !tally.get(name)?.has('done'))

/** Who comes first is chance: what no sequence has brought about by then, the next ones must. */
it('goes through every paper about goods, from its opening to the books', async () => {
  if (last - first + 1 < GATE_COUNT) return
  for (let more = 1; more <= 6 && neverDone().length > 0; more += 1)
    await live(last + (more - 1) * PER_COMPANY + 1, last + more * PER_COMPANY)
  expect(neverDone()).toEqual([])
}, 600_000)
