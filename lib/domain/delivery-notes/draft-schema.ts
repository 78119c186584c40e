import { z } from 'zod'

/** Largest draft that is kept, in characters of its JSON. */
export const DRAFT_SIZE_MOST = 256 * 1024
const LINES_MOST = 500
const DEPTH_MOST = 8

/** Plain JSON. What a half-written note holds is the page's own affair: it is kept as typed. */
export type DraftValue = string | number | boolean | null | DraftValue[] | { [name: string]: DraftValue }
export type DraftBody = { [name: string]: DraftValue }

/** A draft as typed, within bounds. NUL and broken surrogates, which PostgreSQL cannot keep, are left out. */
const draftBody = z
  .unknown()
  .transform((raw, context): DraftBody => {
    const code = whyNotKept(raw)
    if (code === null && isBody(raw)) return raw
    context.addIssue({ code: 'custom', message: code ?? 'notADraft' })
    return z.NEVER
  })
  .transform(storable)

export const saveDraftInput = z.strictObject({
  /** Made by the page, so that a draft exists before the server has heard of it. */
  draftId: z.guid('id'),
  /** The version this page last saw; 0 when it has never been kept. */
  seenVersion: z.int('version').min(0, 'version').max(2_000_000_000, 'version'),
  body: draftBody,
})

export const discardDraftInput = z.strictObject({ draftId: z.guid('id') })

export type SaveDraftInput = z.output<typeof saveDraftInput>
export type DiscardDraftInput = z.output<typeof discardDraftInput>

function whyNotKept(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return 'notADraft'
  if ('lines' in raw && Array.isArray(raw.lines) && raw.lines.length > LINES_MOST) return 'tooManyLines'
  if (isDeeperThan(raw, DEPTH_MOST)) return 'notADraft'
  return JSON.stringify(raw).length > DRAFT_SIZE_MOST ? 'tooLarge' : null
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((member) => isDeeperThan(member, depth - 1))
}

/** Anything that JSON holds; size and depth were looked at before. */
function isBody(value: unknown): value is DraftBody {
  return typeof value === 'object' && value !== null && Object.values(value).every(isValue)
}

function isValue(value: unknown): value is DraftValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  return Array.isArray(value) ? value.every(isValue) : isBody(value)
}

function storable(body: DraftBody): DraftBody {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [storableText(name), storableValue(value)]),
  )
}

function storableValue(value: DraftValue): DraftValue {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(storableValue)
  return typeof value === 'object' && value !== null ? storable(value) : value
}

function storableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}
