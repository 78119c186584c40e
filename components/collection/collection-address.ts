/** The page of one customer's case. */
export function caseHref({ accountSetId, customerId }: { accountSetId: number; customerId: string }): string {
  return `/collection/${accountSetId}/${customerId}`
}

/** The page of a write-off. */
export function writeOffHref({ accountSetId, paperId }: { accountSetId: number; paperId: string }): string {
  return `/collection/write-offs/${accountSetId}/${paperId}`
}

/** The page of a statement. */
export function statementHref({ accountSetId, paperId }: { accountSetId: number; paperId: string }): string {
  return `/statements/${accountSetId}/${paperId}`
}
