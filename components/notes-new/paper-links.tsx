'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { Note } from './note-state.ts'
import { applicationPath, noteByNumberPath, orderPath } from './paths.ts'

/** The papers this note follows: its order, the application it was agreed with, the void note it replaces. */
export function PaperLinks({ note }: { note: Pick<Note, 'order' | 'application' | 'replaces'> }) {
  const t = useTranslations('noteNew')
  const { order, application, replaces } = note
  const link = (name: string, href: string, number: string) => (
    <span className="text-muted">
      {t(name)}{' '}
      <Link href={href} target="_blank" className="text-accent underline">
        {number}
      </Link>
    </span>
  )
  return (
    <>
      {order === null ? null : link('fromOrder', orderPath(order.id), order.number)}
      {application === null
        ? null
        : link('fromApplication', applicationPath(application.id), application.number)}
      {replaces === null ? null : link('replaces', noteByNumberPath(replaces.number), replaces.number)}
    </>
  )
}
