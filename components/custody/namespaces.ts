import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'

/** What the acts on copies need in the browser: their words and the gates that may refuse them. */
export const CUSTODY_NAMESPACES = ['custody', ...gateNamespaces('handToKeeper', 'handToAccounting', 'void')]
