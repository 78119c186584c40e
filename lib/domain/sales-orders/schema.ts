import { z } from 'zod'
import { noteInput, noteLineInput } from '#lib/domain/delivery-notes/schema.ts'

/** How an order comes in, and how it is confirmed back (R32, R33). */
export const INTAKE_CHANNELS = ['PHONE', 'MESSAGE', 'COUNTER', 'VISIT', 'MAIL', 'WEB'] as const
export type IntakeChannel = (typeof INTAKE_CHANNELS)[number]

export const orderInput = noteInput
  .pick({
    accountSetId: true,
    customerId: true,
    businessDate: true,
    expectedOn: true,
    intakeChannel: true,
    isUrgent: true,
    specialInstructions: true,
    seenGross: true,
  })
  .extend({
    lines: z
      .array(noteLineInput.omit({ barcode: true }))
      .min(1, 'noLines')
      .max(500, 'tooManyLines'),
    /** How it was confirmed with the customer; null when that is still to be done (R33). */
    confirmedHow: z.enum(INTAKE_CHANNELS, 'confirmedHow').nullable(),
  })

const orderKey = z.strictObject({
  accountSetId: noteInput.shape.accountSetId,
  orderId: z.guid('id'),
  seenVersion: z.int('version').min(0, 'version'),
})

export const confirmOrderInput = orderKey.extend({
  confirmedHow: z.enum(INTAKE_CHANNELS, 'confirmedHow'),
})
export const checkOrderInput = orderKey
export const cancelOrderInput = orderKey.extend({
  reason: noteInput.shape.specialInstructions.pipe(z.string().min(1, 'required').max(200, 'tooLong')),
})

export type OrderInput = z.output<typeof orderInput>
export type OrderKey = z.output<typeof orderKey>
