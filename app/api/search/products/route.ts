import { theDesk } from '#lib/command/desk.ts'
import { searchProducts } from '#lib/domain/products/queries-pages.ts'
import { asked } from '#lib/kernel/address.ts'
import { answerReading } from '../../notes/reading.ts'

/** Products for a picker, best match first. */
export function GET(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams)
  return answerReading('product.read', async () => ({
    products: await searchProducts(theDesk().db, { query: asked(params, 'q'), limit: 12 }),
  }))
}
