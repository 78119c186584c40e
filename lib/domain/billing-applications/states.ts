import type { Transitions } from '#lib/kernel/transitions.ts'

/** Where a billing application stands. */
export type ApplicationStatus = 'SUBMITTED' | 'APPROVED' | 'REJECTED' | 'USED' | 'WITHDRAWN'

/** The life of an application. */
export const APPLICATION_TRANSITIONS: Transitions<ApplicationStatus> = {
  SUBMITTED: ['APPROVED', 'REJECTED', 'WITHDRAWN'],
  APPROVED: ['USED', 'WITHDRAWN'],
  REJECTED: [],
  USED: [],
  WITHDRAWN: [],
}

/** Why a sales manager is asked, in the order a clerk meets the reasons. */
export const REASONS = ['UNDER_FLOOR', 'OFF_LIST', 'DISCOUNT', 'OVER_CREDIT', 'OVERDUE'] as const
