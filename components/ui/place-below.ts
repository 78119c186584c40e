export type Side = 'start' | 'end'

const gap = 4

/** Puts a fixed panel under its trigger, or over it where there is no room, and always inside the window. */
export function placeBelow(panel: HTMLElement, trigger: HTMLElement, side: Side): void {
  const anchor = trigger.getBoundingClientRect()
  const room = document.documentElement
  const wantedLeft = side === 'start' ? anchor.left : anchor.right - panel.offsetWidth
  const left = Math.max(gap, Math.min(wantedLeft, room.clientWidth - panel.offsetWidth - gap))
  const fitsBelow = anchor.bottom + gap + panel.offsetHeight <= room.clientHeight
  const top = fitsBelow ? anchor.bottom + gap : Math.max(gap, anchor.top - gap - panel.offsetHeight)
  panel.style.left = `${left}px`
  panel.style.top = `${top}px`
}
