import type { Role } from '#lib/auth/permissions.ts'

/** The screen that answers each role's question without a click; whoever has several gets the first of these. */
const FIRST_SCREENS: readonly (readonly [role: Role, href: string])[] = [
  ['CLERK', '/notes/new'],
  ['KEEPER', '/keeper'],
  ['DRIVER', '/driver'],
  ['ACCOUNTANT', '/posting'],
  ['MANAGER', '/reports/daily'],
  ['SALES_MANAGER', '/billing-applications'],
  ['SALESPERSON', '/orders'],
  ['ADMIN_STAFF', '/customers'],
  ['ADMINISTRATOR', '/staff'],
]

/** Where a person begins; one's own account when no role is given yet. */
export function firstScreen(roles: readonly Role[]): string {
  return FIRST_SCREENS.find(([role]) => roles.includes(role))?.[1] ?? '/account'
}
