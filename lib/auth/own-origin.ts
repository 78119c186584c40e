/**
 * Whether a writing request comes from a page of this desk (A29). Browsers name the origin of every such request;
 * one without any comes from a program, which holds no one's cookie unless it was given it.
 */
export function isOwnOrigin(headers: Pick<Headers, 'get'>): boolean {
  const origin = headers.get('origin')
  if (origin === null) return !['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? 'none')
  const host = headers.get('x-forwarded-host') ?? headers.get('host')
  return URL.canParse(origin) && host !== null && new URL(origin).host === host
}
