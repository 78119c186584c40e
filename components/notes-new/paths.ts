/** Where things are that the writing page leads to. */
export const NEW_NOTE = '/notes/new'

export function draftPath(draftId: string): string {
  return `${NEW_NOTE}?draft=${draftId}`
}

export function notePath(paperId: string): string {
  return `/notes/${paperId}`
}

/** The sheets of a note, which print themselves when they are ready. */
export function printPath(paperId: string): string {
  return `/print/notes/${paperId}?auto=1`
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
