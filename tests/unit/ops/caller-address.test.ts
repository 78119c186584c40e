import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { callerAddress } from '#lib/ops/caller-address.ts'

function request(forwarded?: string): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: '10.0.0.9' })
  const message = new IncomingMessage(socket)
  if (forwarded !== undefined) message.headers['x-forwarded-for'] = forwarded
  return message
}

describe('A39 the address of a caller', () => {
  it('is the other end of the connection, whatever the caller writes', () => {
    expect(callerAddress(request('1.2.3.4'), false)).toBe('10.0.0.9')
  })

  it("behind the operator's proxy is the hop the proxy wrote, not those before it", () => {
    expect(callerAddress(request('6.6.6.6, 1.2.3.4'), true)).toBe('1.2.3.4')
  })

  it('behind a proxy that wrote nothing is the proxy', () => {
    expect(callerAddress(request(), true)).toBe('10.0.0.9')
    expect(callerAddress(request(''), true)).toBe('10.0.0.9')
  })
})
