const longestPath = 500
const nowhere = 'http://desk.invalid'

/**
 * Where to go after signing in: a path of this desk and nothing else (A41). Other origins, protocol-relative and
 * backslash forms, control characters, the API and the sign-in page itself all lead to the first page.
 */
export function safeNextPath(wanted: string | readonly string[] | undefined): string {
  if (typeof wanted !== 'string' || wanted.length > longestPath) return '/'
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted) || !URL.canParse(wanted, nowhere)) return '/'
  const { origin, pathname, search, hash } = new URL(wanted, nowhere)
  if (origin !== nowhere || /^\/(\/|api(\/|$)|sign-in(\/|$))/.test(pathname)) return '/'
  return `${pathname}${search}${hash}`
}
