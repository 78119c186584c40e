import type { Role } from '#lib/kernel/roles.ts'

export type RolesProblem = 'noRole' | 'administratorAlone'

/**
 * Why these roles may not be given together, or null. The administrator looks after people and settings and
 * stands alone: who can make accounts must not also write, keep, drive or post.
 */
export function rolesProblem(roles: readonly Role[]): RolesProblem | null {
  if (roles.length === 0) return 'noRole'
  return roles.includes('ADMINISTRATOR') && roles.length > 1 ? 'administratorAlone' : null
}
