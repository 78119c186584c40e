/** One sentence in both languages of the desk. */
export type Sentence = { readonly zh: string; readonly en: string }

/** The gates of delivery notes and goods papers, named after the step they guard. */
export type GateStep =
  | 'issue'
  | 'prepare'
  | 'dispatch'
  | 'deliver'
  | 'reconcile'
  | 'handToAccounting'
  | 'post'
  | 'void'
  | 'countGoods'
  | 'verifyGoods'
  | 'postGoods'
  | 'recordPurchase'
  | 'requestInvoice'
  | 'closeNote'

/** The lists on which something waits for a person. */
export type TaskList =
  'keeperQueue' | 'handOvers' | 'postingQueue' | 'salesOrders' | 'dailyReport' | 'collection'

/**
 * What keeps a rule: the gate in which it stands first, the table that PostgreSQL guards, the permission, the list
 * on which it waits, the record or page that shows it; or the later work it belongs to.
 */
export type Kept =
  | { readonly by: 'gate' | 'warning'; readonly where: GateStep }
  | { readonly by: 'task'; readonly where: TaskList }
  | { readonly by: 'database' | 'permission' | 'evidence'; readonly where: string }
  | { readonly by: 'other-work'; readonly reason: Sentence }

/** A rule of the regulation: its words as written, what the desk does about it, and what keeps it. */
export type RegulationRule = Sentence & {
  readonly id: `R${number}`
  readonly quote: string
  readonly kept: Kept
}
