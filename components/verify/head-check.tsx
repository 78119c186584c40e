import { getTranslations } from 'next-intl/server'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { NumberInput, Select, TextInput } from '#components/ui/inputs.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { formatInstant } from '#lib/i18n/format.ts'

/** What was found of the head that was typed. */
export type ShownFinding =
  { outcome: 'STANDS'; sealedAt: string } | { outcome: 'DIFFERS' | 'MISSING' | 'WRONG' }

/** Takes a seal from a printed report and says whether it still stands. The question is the page's address. */
export async function HeadCheck({
  accountSets,
  typed,
  finding,
}: {
  accountSets: readonly { id: number; name: string }[]
  typed: { set: string; sequence: string; hash: string }
  finding: ShownFinding | null
}) {
  const t = await getTranslations('verify')
  return (
    <Card title={t('printed')}>
      <form className="flex flex-col gap-3" action="/verify">
        <p className="text-muted">{t('printedAbout')}</p>
        {finding === null ? null : <Finding finding={finding} sequence={typed.sequence} />}
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('accountSet')}>
            {(control) => (
              <Select {...control} name="set" defaultValue={typed.set}>
                {accountSets.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('sequenceLabel')}>
            {(control) => (
              <NumberInput {...control} name="sequence" inputMode="numeric" defaultValue={typed.sequence} />
            )}
          </Field>
        </div>
        <Field label={t('hashLabel')} hint={t('hashHint')}>
          {(control) => (
            <TextInput
              {...control}
              name="hash"
              spellCheck={false}
              autoCapitalize="none"
              defaultValue={typed.hash}
              className="font-mono"
            />
          )}
        </Field>
        <div>
          <Button type="submit">{t('checkHead')}</Button>
        </div>
      </form>
    </Card>
  )
}

async function Finding({ finding, sequence }: { finding: ShownFinding; sequence: string }) {
  const t = await getTranslations('verify')
  if (finding.outcome === 'STANDS')
    return <Notice tone="positive" title={t('stands', { sequence, at: formatInstant(finding.sealedAt) })} />
  if (finding.outcome === 'WRONG') return <Notice tone="warning" title={t('wrongHead')} />
  return (
    <Notice tone="danger" title={t(finding.outcome === 'DIFFERS' ? 'differs' : 'missing', { sequence })} />
  )
}
