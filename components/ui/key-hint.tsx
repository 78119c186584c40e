import { classNames } from './class-names.ts'

/** The keys of a shortcut as small caps, e.g. `Ctrl+Enter`. Hidden on phones, where there is no keyboard. */
export function KeyHint({ keys, plain = false }: { keys: string; plain?: boolean }) {
  return (
    <kbd
      className={classNames(
        'hidden font-sans text-xs lg:inline',
        plain ? 'ml-1 opacity-90' : 'rounded-sm border border-line-strong bg-surface px-1 text-muted',
      )}
    >
      {keys.replace('Enter', '⏎')}
    </kbd>
  )
}
