/** Where things are that the writing page leads to. */
export const NEW_NOTE = '/notes/new'

export function draftPath(draftId: string): string {
  return `${NEW_NOTE}?draft=${draftId}`
}

/** A note in its account set. */
export type NotePlace = { accountSetId: number; paperId: string }

export function notePath({ accountSetId, paperId }: NotePlace): string {
  return `/notes/${accountSetId}/${paperId}`
}

/** Where a note is printed: form and copies are in focus, Enter prints. */
export function printPath({ accountSetId, paperId }: NotePlace): string {
  return `/print/note/${accountSetId}/${paperId}`
}

/** The list of notes, narrowed to one number. */
export function noteByNumberPath(number: string): string {
  return `/notes?number=${encodeURIComponent(number)}`
}

export function orderPath(orderId: string): string {
  return `/orders/${orderId}`
}

export function applicationPath(applicationId: string): string {
  return `/billing-applications/${applicationId}`
}

export function customerPath(customerId: string): string {
  return `/customers/${customerId}`
}
