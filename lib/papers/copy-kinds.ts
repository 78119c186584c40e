/** The four copies of a delivery note (decision 1), in the order they lie in the set. */
export const COPY_KINDS = ['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'] as const
export type CopyKind = (typeof COPY_KINDS)[number]

/** Where a copy can be. Exactly one person keeps it, but at the customer and in a bound volume. */
export const COPY_PLACES = ['DESK', 'WAREHOUSE', 'DRIVER', 'CUSTOMER', 'ACCOUNTING', 'VOLUME'] as const
export type CopyPlace = (typeof COPY_PLACES)[number]

/** Whether a copy may ever be at a place: the stub goes to neither driver nor customer (R11). */
export function mayStandAt(kind: CopyKind, place: CopyPlace): boolean {
  return kind !== 'STUB' || (place !== 'DRIVER' && place !== 'CUSTOMER')
}

/** Whether the text names a copy. */
export function isCopyKind(text: string): text is CopyKind {
  return COPY_KINDS.some((kind) => kind === text)
}

/** Whether the text names a place. */
export function isCopyPlace(text: string): text is CopyPlace {
  return COPY_PLACES.some((place) => place === text)
}
