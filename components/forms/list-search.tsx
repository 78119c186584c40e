import { Button } from '#components/ui/button.tsx'
import { TextInput } from '#components/ui/inputs.tsx'

/** The search of a list: an ordinary form that becomes the page's address. `kept` stays in the address. */
export function ListSearch({
  label,
  act,
  query,
  kept = {},
}: {
  label: string
  act: string
  query: string
  kept?: Readonly<Record<string, string | number | null>>
}) {
  return (
    <form className="mb-3 flex max-w-md gap-2" role="search">
      {Object.entries(kept).map(([name, value]) =>
        value === null || value === '' ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <TextInput name="q" aria-label={label} placeholder={label} defaultValue={query} maxLength={200} />
      <Button type="submit">{act}</Button>
    </form>
  )
}
