import { toAction, type Action } from '#lib/command/to-action.ts'
import { importCustomers } from '#lib/domain/customers/commands/import.ts'
import { FILE_KINDS, type FileKind, MOST_BYTES } from '#lib/domain/master-files/schema.ts'
import { importPrices } from '#lib/domain/prices/commands/import.ts'
import { importProducts } from '#lib/domain/products/commands/import.ts'
import { importSuppliers } from '#lib/domain/suppliers/commands/import.ts'
import { importStock } from '#lib/domain/stock/commands/import.ts'
import { answer, answerFault } from '../../answers.ts'

const confirm: Record<FileKind, Action<{ rows: number }>> = {
  customers: toAction(importCustomers),
  suppliers: toAction(importSuppliers),
  products: toAction(importProducts),
  prices: toAction(importPrices),
  stock: toAction(importStock),
}

type Context = { params: Promise<{ kind: string }> }

/**
 * Brings the confirmed rows in, all or none: the same command and the same answer as a server action, whose
 * smaller size twenty thousand rows do not fit into.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  try {
    const { kind: asked } = await params
    const kind = FILE_KINDS.find((one) => one === asked)
    if (kind === undefined) return answer(404, { status: 'notFound' })
    const text = await request.text()
    if (text.length > MOST_BYTES) return answer(200, { status: 'invalid', fields: { form: 'tooLarge' } })
    return answer(200, await confirm[kind](parsed(text)))
  } catch (error) {
    return answerFault('import.confirm', error)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
