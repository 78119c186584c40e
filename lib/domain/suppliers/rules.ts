/** What a supplier's particulars are checked against. */
export type SupplierFacts = {
  /** Another supplier of the account set whose name is the same but for width, case and blanks (A15). */
  isNameTaken: boolean
  isCodeTaken: boolean
}

/** Field to code for everything that does not fit; null when all fits. */
export function wrongParticulars(facts: SupplierFacts): Record<string, string> | null {
  const wrong: Record<string, string> = {}
  if (facts.isNameTaken) wrong['name'] = 'nameTaken'
  if (facts.isCodeTaken) wrong['code'] = 'codeTaken'
  return Object.keys(wrong).length === 0 ? null : wrong
}
