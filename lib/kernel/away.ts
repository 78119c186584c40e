/** How a page names a desk whose database cannot be asked just now, to the browser that shows the sentence. */
export const AWAY_DIGEST = 'desk-away'

/** What goes with every 503: come again in so many seconds (F13). */
export const AWAY_HEADERS: Readonly<Record<string, string>> = { 'retry-after': '5' }
