import { theDesk } from '#lib/command/desk.ts'
import { searchCustomers } from '#lib/domain/customers/queries.ts'
import { answerReading } from '../reading.ts'

const SHOWN = 12

/** Customers for the first cell of a note, by 拼音首字母, name, code, contact or phone. */
export function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams.get('q') ?? ''
  return answerReading('order.record', async (actor) => ({
    customers: await searchCustomers(theDesk().db, actor, { query, limit: SHOWN }),
  }))
}
