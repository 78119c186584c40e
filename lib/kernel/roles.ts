/** The nine roles of the desk. */
export const ROLES = [
  'CLERK',
  'SALESPERSON',
  'SALES_MANAGER',
  'KEEPER',
  'DRIVER',
  'ACCOUNTANT',
  'ADMIN_STAFF',
  'MANAGER',
  'ADMINISTRATOR',
] as const

export type Role = (typeof ROLES)[number]

/** Whether the text names a role. */
export function isRole(name: string): name is Role {
  return ROLES.some((role) => role === name)
}
