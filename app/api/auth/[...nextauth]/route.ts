import type { NextRequest } from 'next/server'
import { answerSignIn } from '#lib/auth/next-auth.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

export function GET(request: NextRequest, context: Context): Promise<Response> {
  return answerSignIn(request, context)
}

export function POST(request: NextRequest, context: Context): Promise<Response> {
  return answerSignIn(request, context)
}
