/** The four copies of a delivery note (decision 1), in the order they lie in the set. */
export const COPY_KINDS = ['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'] as const
export type CopyKind = (typeof COPY_KINDS)[number]

/** Where a copy can be. Exactly one person keeps it, but at the customer and in a bound volume. */
export const COPY_PLACES = ['DESK', 'WAREHOUSE', 'DRIVER', 'CUSTOMER', 'ACCOUNTING', 'VOLUME'] as const
export type CopyPlace = (typeof COPY_PLACES)[number]
