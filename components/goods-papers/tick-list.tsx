import { Checkbox } from '#components/ui/inputs.tsx'

/** Things to tick that are sent under `name`, group by group. */
export type ActChoices = {
  name: string
  label: string
  hint: string
  groups: readonly { title: string; options: readonly string[] }[]
}

/** Things to tick, group by group; how many are ticked stands beside the label. */
export function TickList({
  choices,
  chosen,
  onChange,
}: {
  choices: ActChoices
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}) {
  const { label, hint, groups } = choices
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="font-medium">{`${label} (${chosen.length})`}</legend>
      <p className="text-muted">{hint}</p>
      <div className="flex max-h-64 flex-col gap-2 overflow-y-auto">
        {groups.map(({ title, options }) => (
          <div key={title} role="group" aria-label={title} className="flex flex-col gap-1">
            <p className="text-muted">{title}</p>
            {options.map((option) => (
              <Checkbox
                key={option}
                label={<span className="font-mono break-all">{option}</span>}
                checked={chosen.includes(option)}
                onChange={({ currentTarget: { checked } }) =>
                  onChange(checked ? [...chosen, option] : chosen.filter((each) => each !== option))
                }
              />
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  )
}
