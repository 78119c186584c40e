'use client'

import { useId, type ReactNode } from 'react'
import { Checkbox } from '#components/ui/inputs.tsx'

/** Several of a list, each with a box. `onChange` receives all that are chosen, in the list's order. */
export function ChoiceBoxes<Value extends string | number>({
  legend,
  options,
  chosen,
  onChange,
  error,
  empty,
}: {
  legend: ReactNode
  options: readonly { value: Value; label: ReactNode }[]
  chosen: readonly Value[]
  onChange: (values: Value[]) => void
  error?: string | undefined
  empty?: ReactNode
}) {
  const noteId = useId()
  return (
    <fieldset className="min-w-0" aria-describedby={error === undefined ? undefined : noteId}>
      <legend className="text-sm text-muted">{legend}</legend>
      <div className="flex flex-wrap gap-x-4">
        {options.length === 0 ? <p className="text-muted">{empty}</p> : null}
        {options.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChange={(event) => {
              const isChosen = event.currentTarget.checked
              onChange(
                options
                  .map((option) => option.value)
                  .filter((option) => (option === value ? isChosen : chosen.includes(option))),
              )
            }}
          />
        ))}
      </div>
      {error === undefined ? null : (
        <p id={noteId} className="text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  )
}
