import type { ReactNode } from 'react'

/** The one next act of a phone page, kept at the lower edge over the content; on the desk it stands in line. */
export function BottomBar({ children }: { children: ReactNode }) {
  return (
    <>
      <div aria-hidden="true" className="h-20 lg:hidden" />
      <div
        data-bottom-bar=""
        className="fixed inset-x-0 bottom-0 z-30 flex gap-2 border-t border-line bg-surface p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] *:flex-1 lg:static lg:z-auto lg:justify-end lg:border-0 lg:bg-transparent lg:p-0 lg:*:flex-none"
      >
        {children}
      </div>
    </>
  )
}
