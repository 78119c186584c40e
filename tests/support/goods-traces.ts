import { expect } from 'vitest'
import { z } from 'zod'
import { CODES_A_PAGE, readPaperCodes } from '#lib/domain/tracing/paper-queries.ts'
import { traceCode } from '#lib/domain/tracing/queries.ts'
import type { CodeTrace } from '#lib/papers/code-trace.ts'
import { pick, type Step, type World } from '#tests/support/goods-life.ts'
import type { NoteRef } from '#tests/support/road.ts'

/*
 * What the people of a sequence were told they had written on each stub, against what the tracing room says: from a code
 * to its papers, and from a paper to its codes.
 */

type Answered = { answers: { outcome: string; code: string }[] }

const TRACED = 12

function hasAnswers(value: unknown): value is Answered {
  return typeof value === 'object' && value !== null && 'answers' in value && Array.isArray(value.answers)
}

function paperIn(input: object): NoteRef | null {
  if (!('accountSetId' in input) || !('paperId' in input)) return null
  const { accountSetId, paperId } = input
  return typeof accountSetId === 'number' && typeof paperId === 'string' ? { accountSetId, paperId } : null
}

/** Remembers what a command answered about codes: which are now on the stub of which paper, and which bottles in which case. */
export function rememberCodes(world: World, { name, input }: Step, value: unknown): void {
  const paper = paperIn(input)
  if (paper === null) return
  if (name === 'code.capture' && hasAnswers(value))
    for (const { outcome, code } of value.answers) if (outcome === 'kept') written(world, code, paper)
  if (name !== 'codeList.takeIn') return
  for (const { caseCode, bottleCode } of rowsIn(input)) {
    written(world, caseCode, paper)
    world.packed.set(keyIn(paper, bottleCode), caseCode)
  }
}

const listShape = z.object({ rows: z.array(z.object({ caseCode: z.string(), bottleCode: z.string() })) })

function rowsIn(input: object): { caseCode: string; bottleCode: string }[] {
  const read = listShape.safeParse(input)
  return read.success ? read.data.rows : []
}

/** Each account set keeps its own codes. */
const keyIn = ({ accountSetId }: Pick<NoteRef, 'accountSetId'>, code: string) => `${accountSetId} ${code}`

function readKey(key: string): { accountSetId: number; code: string } {
  const [accountSetId = '', code = ''] = key.split(' ')
  return { accountSetId: Number(accountSetId), code }
}

function written(world: World, code: string, paper: NoteRef): void {
  const key = keyIn(paper, code)
  const papers = world.written.get(key) ?? new Set<string>()
  world.written.set(key, papers.add(paper.paperId))
}

/** Some of the codes that the sequence wrote, traced both ways. */
export async function expectTraced(world: World): Promise<void> {
  const codes = [...world.written.keys()]
  for (let look = 0; look < TRACED && codes.length > 0; look += 1) await expectCode(world, pick(world, codes))
  const bottles = [...world.packed.keys()]
  for (let look = 0; look < 2 && bottles.length > 0; look += 1)
    await expectBottle(world, pick(world, bottles))
}

async function traceOf({ company }: World, accountSetId: number, code: string): Promise<CodeTrace> {
  const told = await traceCode(company.db, company.staff.manager, code)
  const trace = told.found === 'codes' ? told.traces.find((each) => each.accountSetId === accountSetId) : null
  if (!trace) throw new Error(`nothing is known of ${code}`)
  return trace
}

/** Every paper on which people were told that the code was written is on its way, no other, and has the code. */
async function expectCode(world: World, key: string): Promise<void> {
  const papers = [...(world.written.get(key) ?? [])].toSorted()
  const { accountSetId, code } = readKey(key)
  const trace = await traceOf(world, accountSetId, code)
  const own = trace.steps.filter(({ caseCode, isDamaged }) => caseCode === null && !isDamaged)
  expect([code, [...new Set(own.map(({ paperId }) => paperId))].toSorted()]).toEqual([code, papers])
  const standing = trace.steps.filter(({ released }) => released === null)
  expect([code, trace.standing === null]).toEqual([code, standing.length === 0])
  if (trace.standing?.lost) expect([code, trace.standing.warehouseName]).toEqual([code, null])
  for (const { paperId, released } of own) {
    const isOnStub = (await codesOf(world, { accountSetId, paperId })).has(code)
    if (released?.cause !== 'REMOVED') expect([code, paperId, isOnStub]).toEqual([code, paperId, true])
  }
}

/** The bottle says its case, and the case its bottle, as long as the list that said so stands. */
async function expectBottle(world: World, key: string): Promise<void> {
  const caseCode = world.packed.get(key) ?? ''
  const { accountSetId, code: bottle } = readKey(key)
  const isKept = await world.company.db.codeAggregation.findFirst({ where: { accountSetId, code: bottle } })
  if (!isKept) return
  expect([bottle, (await traceOf(world, accountSetId, bottle)).caseCode]).toEqual([bottle, caseCode])
  const inside = (await traceOf(world, accountSetId, caseCode)).bottles.map(({ code }) => code)
  expect([bottle, inside.includes(bottle)]).toEqual([bottle, true])
}

async function codesOf({ company }: World, paper: NoteRef): Promise<Set<string>> {
  const codes = new Set<string>()
  for (let after = 0; ;) {
    const page = await readPaperCodes(company.db, company.staff.manager, paper, after)
    if (!page) throw new Error('the paper of a code is not there')
    expect(page.codes.length).toBeLessThanOrEqual(CODES_A_PAGE)
    for (const { code } of page.codes) codes.add(code)
    if (page.nextAfter === null) return codes
    after = page.nextAfter
  }
}
