'use client'

import { useCallback } from 'react'
import type { FormAction } from './use-action.ts'

/**
 * The act of a form that writes something new or changes what was seen. `seen` goes with what is typed; where it has a
 * version the thing is there already, and its code, which never changes, stays out.
 */
export function useSeenAction<Value>(action: FormAction<Value>, seen: object | undefined): FormAction<Value> {
  return useCallback(
    (submission) => action({ ...submission, input: inputOf(submission.input, seen) }),
    [action, seen],
  )
}

function inputOf(typed: unknown, seen: object | undefined): unknown {
  if (seen === undefined || typeof typed !== 'object' || typed === null) return typed
  if (!('version' in seen)) return { ...typed, ...seen }
  return { ...Object.fromEntries(Object.entries(typed).filter(([name]) => name !== 'code')), ...seen }
}
