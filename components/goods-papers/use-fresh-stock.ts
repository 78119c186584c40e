import { useEffect, useRef } from 'react'
import { fetchOpenProducts } from './open-reads.ts'
import type { OpenAct, OpenLine } from './open-state.ts'

/** Reads what can be taken: of every line when the warehouse has changed, else of lines that came without it. */
export function useFreshStock(
  { accountSetId, warehouseId }: { accountSetId: number; warehouseId: string },
  lines: readonly OpenLine[],
  dispatch: (act: OpenAct) => void,
): void {
  const place = `${accountSetId} ${warehouseId}`
  const readAt = useRef(place)
  const all = productIds(lines, () => true)
  const unread = productIds(lines, (line) => line.product?.available === null)
  const latest = useRef(all)
  useEffect(() => {
    latest.current = all
  }, [all])
  useEffect(() => {
    const wanted = readAt.current === place ? unread : latest.current
    readAt.current = place
    if (wanted === '') return
    fetchOpenProducts({ accountSetId, warehouseId }, wanted.split(' ')).then(
      (products) => dispatch({ kind: 'refresh', products }),
      () => undefined,
    )
  }, [accountSetId, warehouseId, place, unread, dispatch])
}

/** The products of these lines, each once, apart by spaces: equal as long as they are the same. */
function productIds(lines: readonly OpenLine[], isWanted: (line: OpenLine) => boolean): string {
  const ids = lines.flatMap((line) => (isWanted(line) ? (line.product?.productId ?? []) : []))
  return [...new Set(ids)].join(' ')
}
