import type { ReactNode } from 'react'
import { fieldId } from './cells.ts'

/** A field of a head that the keys walk: its name over it, found by its id. */
export function Labelled({
  name,
  field,
  className,
  children,
}: {
  name: string
  field: string
  className: string
  children: ReactNode
}) {
  return (
    <div className={`min-w-0 ${className}`}>
      <label htmlFor={fieldId(field)} className="block text-sm text-muted">
        {name}
      </label>
      {children}
    </div>
  )
}
