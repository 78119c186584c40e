'use client'

import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type Dispatch,
  type RefObject,
} from 'react'
import type { CustomerMatch, NoteCustomer } from '#lib/domain/customers/queries.ts'
import type { NoteDesk } from '#lib/domain/delivery-notes/issue-queries.ts'
import { fieldId, focusCell, focusOn } from './cells.ts'
import { noteOfDraft } from './draft-body.ts'
import {
  fetchCustomer,
  fetchProducts,
  findProducts,
  type ProductMatch,
  type ReadScope,
  SignedOut,
} from './note-reads.ts'
import {
  emptyNote,
  type Header,
  type Line,
  type Note,
  type NoteAct,
  noteReducer,
  type NoteState,
} from './note-state.ts'
import { CustomerFirst } from './use-grid.ts'
import type { Trouble } from './use-trouble.ts'

/** What the page begins with: nothing, a draft, or a note filled from an order, an application or a void note. */
export type NoteStart = {
  draftId: string | null
  version: number
  /** As a draft keeps it; null begins empty. */
  body: unknown
  today: string
}

export type Writing = {
  latest: RefObject<NoteState>
  lines: RefObject<readonly Line[]>
  dispatch: Dispatch<NoteAct>
  setHeader: (patch: Partial<Header>) => void
  takeCustomer: (settled: Promise<CustomerMatch | null>, text: string) => void
  find: (text: string) => Promise<ProductMatch[]>
  /** Asks again for stock, prices and credit. */
  refresh: () => Promise<void>
  toLines: () => void
}

/** An empty note of this desk. */
export function blankNote(desk: NoteDesk, today: string): Note {
  return emptyNote({ warehouseId: desk.warehouses[0]?.warehouseId ?? '', businessDate: today })
}

function begin({ start, desk }: { start: NoteStart; desk: NoteDesk }): NoteState {
  const blank = blankNote(desk, start.today)
  const note = start.body === null ? blank : noteOfDraft(start.body, blank.header)
  return { ...note, removed: [] }
}

function scopeOf(customer: NoteCustomer, header: Header): ReadScope {
  const { warehouseId, businessDate } = header
  return { accountSetId: customer.accountSetId, customerId: customer.id, warehouseId, businessDate }
}

function productIdsOf(lines: readonly Line[]): string[] {
  return [...new Set(lines.flatMap((line) => line.product?.productId ?? []))]
}

/** The handler a note of this customer starts with: their salesperson, else the one chosen, else the first. */
function handlerFor(customer: NoteCustomer, chosen: string, desk: NoteDesk): string {
  const able = desk.handlers.filter(({ accountSetIds }) => accountSetIds.includes(customer.accountSetId))
  const isAble = (id: string | null): id is string => able.some(({ handlerId }) => handlerId === id)
  if (isAble(customer.salespersonId)) return customer.salespersonId
  return isAble(chosen) ? chosen : (able[0]?.handlerId ?? '')
}

/** The note being written; `steady` holds what never changes while it is written. */
export function useNote(
  start: NoteStart,
  desk: NoteDesk,
  tell: (trouble: Trouble) => void,
): { note: NoteState; steady: Writing } {
  const [note, dispatch] = useReducer(noteReducer, { start, desk }, begin)
  const latest = useRef(note)
  const lines = useRef<readonly Line[]>(note.lines)
  const pending = useRef<Promise<NoteCustomer | null> | null>(null)

  useLayoutEffect(() => {
    latest.current = note
    lines.current = note.lines
  }, [note])

  const refresh = useCallback(async () => {
    const { customer, header, lines: rows } = latest.current
    if (customer === null) return
    const fresh = await fetchCustomer(customer.id)
    const products = await fetchProducts(scopeOf(customer, header), productIdsOf(rows))
    dispatch({ kind: 'refresh', products, ...(fresh === null ? {} : { customer: fresh }) })
  }, [])

  useRefreshing(note, start.body !== null, refresh)

  const toLines = useCallback(() => {
    const rows = lines.current
    const open = rows.find((line) => line.product === null) ?? rows[0]
    if (open !== undefined) focusCell(open.key, 'product')
  }, [])

  // A note that was opened again goes on where it stopped.
  const [isReopened] = useState(start.body !== null)
  useEffect(() => {
    if (isReopened) toLines()
  }, [isReopened, toLines])

  const takeCustomer = useCallback(
    (settled: Promise<CustomerMatch | null>, text: string) => {
      const asked = settled.then((match) => (match === null ? null : fetchCustomer(match.id)))
      pending.current = asked
      toLines()
      const failed = (trouble: Trouble): void => {
        tell(trouble)
        focusOn(fieldId('customerId'))
      }
      asked
        .then(
          (customer) => {
            if (pending.current !== asked) return
            if (customer === null) return failed({ kind: 'unknownCustomer', text })
            const handlerId = handlerFor(customer, latest.current.header.handlerId, desk)
            dispatch({ kind: 'takeCustomer', customer, handlerId })
          },
          (error: unknown) => failed({ kind: error instanceof SignedOut ? 'signedOut' : 'unreachable' }),
        )
        .finally(() => {
          if (pending.current === asked) pending.current = null
        })
    },
    [desk, tell, toLines],
  )

  const find = useCallback(async (text: string): Promise<ProductMatch[]> => {
    const customer = (await pending.current?.catch(() => null)) ?? latest.current.customer
    if (customer === null) throw new CustomerFirst()
    return findProducts(scopeOf(customer, latest.current.header), text)
  }, [])

  const setHeader = useCallback((patch: Partial<Header>) => dispatch({ kind: 'setHeader', patch }), [])

  const steady = useMemo(
    () => ({ latest, lines, dispatch, setHeader, takeCustomer, find, refresh, toLines }),
    [setHeader, takeCustomer, find, refresh, toLines],
  )
  return { note, steady }
}

/** Stock and prices follow the customer, the warehouse and the day; a reopened note asks once at the start. */
function useRefreshing(note: Note, isReopened: boolean, refresh: () => Promise<void>): void {
  const { customer, header } = note
  const scope = customer === null ? '' : `${customer.id} ${header.warehouseId} ${header.businessDate}`
  const seen = useRef(isReopened ? '' : scope)
  useEffect(() => {
    if (scope === '' || seen.current === scope) return
    seen.current = scope
    refresh().catch(() => {
      // The checklist says that the desk cannot be reached; what is shown stays.
    })
  }, [scope, refresh])
}
