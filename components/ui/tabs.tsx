'use client'

import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { tabLooks } from './tab-looks.ts'

export type Tab = { key: string; label: ReactNode; panel: ReactNode; className?: string }

/** Panels of which one is shown; ← → Home End walk the tabs. */
export function Tabs({ label, tabs, firstKey }: { label: string; tabs: readonly Tab[]; firstKey?: string }) {
  const id = useId()
  const [chosenKey, setChosenKey] = useState(firstKey ?? tabs[0]?.key)

  function walk(event: KeyboardEvent<HTMLDivElement>): void {
    const at = tabs.findIndex((tab) => tab.key === chosenKey)
    const target = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (target === undefined) return
    event.preventDefault()
    const next = tabs[(target + tabs.length) % tabs.length]
    if (next === undefined) return
    setChosenKey(next.key)
    document.getElementById(`${id}-${next.key}`)?.focus()
  }

  return (
    <div>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={walk}
        className="flex overflow-x-auto border-b border-line"
      >
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${id}-${tab.key}`}
            type="button"
            role="tab"
            aria-selected={tab.key === chosenKey}
            aria-controls={`${id}-${tab.key}-panel`}
            tabIndex={tab.key === chosenKey ? 0 : -1}
            className={tabLooks(tab.key === chosenKey, tab.className)}
            onClick={() => setChosenKey(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.key}
          id={`${id}-${tab.key}-panel`}
          role="tabpanel"
          aria-labelledby={`${id}-${tab.key}`}
          hidden={tab.key !== chosenKey}
          tabIndex={0}
        >
          {tab.panel}
        </div>
      ))}
    </div>
  )
}
