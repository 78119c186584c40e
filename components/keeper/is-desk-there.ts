/**
 * Whether the desk answers now. A phone can be on a network that leads nowhere, and reading a page anew without an answer
 * would take away the page that is shown.
 */
export async function isDeskThere(): Promise<boolean> {
  if (!navigator.onLine) return false
  try {
    const signal = AbortSignal.timeout(5000)
    return (await fetch('/api/health', { cache: 'no-store', signal })).ok
  } catch {
    return false
  }
}
