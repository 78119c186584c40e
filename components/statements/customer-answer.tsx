import { disputableNotes, type StatementContent } from '#lib/domain/statements/content.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea, TextInput } from '#components/ui/inputs.tsx'

/** Says a message in Chinese with English after it. */
export type SayBoth = (key: string, values?: Record<string, string>) => string

/** What the customer answers with: a plain form, so that it works in any browser, with scripts or without. */
export function CustomerAnswer({
  content,
  address,
  say,
}: {
  content: StatementContent
  /** Where the form is sent. */
  address: string
  say: SayBoth
}) {
  const notes = disputableNotes(content)
  return (
    <form method="post" action={address} className="flex flex-col gap-3">
      <Field label={say('public.name')} isRequired className="max-w-sm">
        {(control) => <TextInput {...control} name="answeredBy" maxLength={60} autoComplete="name" />}
      </Field>
      {notes.length === 0 ? null : (
        <fieldset className="flex flex-col">
          <legend className="text-sm text-muted">{say('public.which')}</legend>
          <div className="grid sm:grid-cols-2 lg:grid-cols-3">
            {notes.map((line) => (
              <label key={line.paperId} className="inline-flex min-h-12 items-center gap-2">
                <input
                  type="checkbox"
                  name="disputed"
                  value={line.paperId}
                  className="size-5 accent-accent"
                />
                {line.businessDate} {line.number}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <Field label={say('public.note')}>
        {(control) => <Textarea {...control} name="note" maxLength={1000} />}
      </Field>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="answer" value="CONFIRMED" variant="primary" className="min-h-12">
          {say('public.confirm')}
        </Button>
        <Button type="submit" name="answer" value="DISPUTED" variant="danger" className="min-h-12">
          {say('public.dispute')}
        </Button>
      </div>
      <p className="text-muted">{say('public.once')}</p>
    </form>
  )
}
