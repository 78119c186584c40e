import Link from 'next/link'
import type { ReactNode } from 'react'
import { tabLooks } from './tab-looks.ts'

/** Tabs that are addresses: each opens a page, and the chosen one is the page that is open. */
export function TabLinks({
  label,
  links,
}: {
  label: string
  links: readonly { href: string; label: ReactNode; isChosen: boolean }[]
}) {
  return (
    <nav aria-label={label} className="flex overflow-x-auto border-b border-line">
      {links.map((link) => (
        <Link
          key={link.href}
          href={link.href}
          aria-current={link.isChosen ? 'page' : undefined}
          className={tabLooks(link.isChosen)}
        >
          {link.label}
        </Link>
      ))}
    </nav>
  )
}
