import type { Person } from '#lib/auth/actor.ts'
import { barcodeSpellings, readCode } from '#lib/codes/code-form.ts'
import type { TraceAnswer } from '#lib/domain/tracing/trace.ts'
import type { Reader } from '#lib/db/client.ts'
import { readTraces } from '#lib/papers/code-trace-queries.ts'

/**
 * The way of a code as a scanner or a person typed it, in each of the person's account sets that knows it: its papers
 * from its birth on, those of its case while it stood in it, its case and its bottles. Papers outside the person's scope
 * keep their place and lose their names. One statement for a code that is known, whatever its length; a second one says
 * what an unknown code is.
 */
export async function traceCode(reader: Reader, person: Person, typed: string): Promise<TraceAnswer> {
  const read = readCode(typed)
  const bare = typed.trim()
  if (!read.ok && !/^DAMAGED-/.test(bare))
    return { found: 'malformed', reason: read.code, typed: bare.slice(0, 100) }
  const codes = read.ok ? [...new Set([read.value.code, bare])] : [bare]
  const traces = await readTraces(reader, person, codes)
  if (traces.length > 0) return { found: 'codes', traces }
  const code = codes[0] ?? bare
  const products = await readProducts(reader, codes.flatMap(barcodeSpellings))
  return products.length > 0 ? { found: 'barcode', code, products } : { found: 'nothing', code }
}

function readProducts(
  reader: Reader,
  spellings: readonly string[],
): Promise<{ id: string; name: string; unit: string }[]> {
  if (spellings.length === 0) return Promise.resolve([])
  return reader.$queryRaw`
    SELECT r.id, r.name, u.unit FROM product_unit u JOIN product r ON r.id = u.product_id
    WHERE u.gtin = ANY(${[...spellings]}::text[]) ORDER BY r.code, u.unit LIMIT 10`
}
