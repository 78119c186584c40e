import { useTranslations } from 'next-intl'
import { Checklist, ChecklistItem, type CheckState } from '#components/ui/checklist.tsx'
import { gateSentence } from '#lib/i18n/gate-sentence.ts'
import type { Checklist as Gate, ChecklistItem as Item } from '#lib/kernel/gate.ts'

const states: Record<Item['state'], CheckState> = { met: 'met', unmet: 'unmet', warn: 'warning' }
const order: Record<Item['state'], number> = { unmet: 0, warn: 1, met: 2 }

/** The namespaces that the lines of any gate need in the browser. */
export const GATE_NAMESPACES = ['gates', 'gatesRoad', 'custody'] as const

/** A gate rule by rule, unmet first: the rule's number, its sentence, and who can clear it. */
export function GateLines({ gate, label }: { gate: Gate; label: string }) {
  const { say, remedy } = useGateWords(gate.step)
  const items = gate.items.toSorted((one, other) => order[one.state] - order[other.state])
  return (
    <Checklist label={label}>
      {items.map((item, at) => {
        const who = item.state === 'met' ? null : remedy(item)
        return (
          <ChecklistItem key={`${item.rule} ${at}`} state={states[item.state]} reference={item.rule}>
            {say(item)}
            {who === null ? null : <span className="ml-2 text-muted">{who}</span>}
          </ChecklistItem>
        )
      })}
    </Checklist>
  )
}

function useGateWords(step: string) {
  const words = useTranslations()
  const t = useTranslations('gates')
  const own = useTranslations('custody.gate')

  const worded = (params: Item['params']): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => {
        if (typeof value === 'number') return [name, value]
        const parts = String(value ?? '').split(',')
        const said = parts.map((part) => {
          const key = `words.${name}.${part}`
          return /^[A-Z_]+$/.test(part) && t.has(key) ? t(key) : part
        })
        return [name, said.join(t('between'))]
      }),
    )

  const say = (item: Item): string => {
    const key = `${item.rule}.${item.code}`
    if (step === 'handToKeeper' && own.has(key)) return own(key, plain(item.params))
    return t.has(key) ? t(key, worded(item.params)) : gateSentence(words, step, item)
  }

  const remedy = ({ remedy: { role, act } }: Item): string | null => {
    const roleKey = `shell.role.${role ?? ''}`
    const actName = act !== undefined && t.has(`act.${act}`) ? t(`act.${act}`) : null
    if (role === undefined || !words.has(roleKey)) return actName && t('anyoneAct', { act: actName })
    return actName === null
      ? t('by', { role: words(roleKey) })
      : t('byAct', { role: words(roleKey), act: actName })
  }

  return { say, remedy }
}

function plain(params: Item['params']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : String(value ?? ''),
    ]),
  )
}
