/** A state machine as data: every state and the states that may follow it. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>

/** Whether the step is in the table. */
export function canMove<State extends string>(table: Transitions<State>, from: State, to: State): boolean {
  return table[from].includes(to)
}

/** The states from which `to` can be reached in one step: what a save names in its condition. */
export function sourcesOf<State extends string>(table: Transitions<State>, to: State): State[] {
  return statesOf(table).filter((state) => table[state].includes(to))
}

/** Every state of the table. */
export function statesOf<State extends string>(table: Transitions<State>): State[] {
  return Object.keys(table).filter((key): key is State => key in table)
}

/** States that no path from `start` reaches; a test keeps this empty. */
export function unreachableStates<State extends string>(table: Transitions<State>, start: State): State[] {
  const seen = new Set<State>([start])
  const queue: State[] = [start]
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const next of table[state]) {
      if (!seen.has(next)) {
        seen.add(next)
        queue.push(next)
      }
    }
  }
  return statesOf(table).filter((state) => !seen.has(state))
}
