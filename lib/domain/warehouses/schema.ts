import { z } from 'zod'
import { codeField, idField, textField } from '#lib/kernel/fields.ts'

/** A new warehouse. */
export const newWarehouseInput = z.strictObject({ code: codeField, name: textField(40) })

/** Another name, or out of use. `seen` is what stood there before: another one means somebody was there first. */
export const warehouseChangesInput = z.strictObject({
  id: idField,
  name: textField(40),
  isActive: z.boolean(),
  seen: z.strictObject({ name: z.string('text').max(200, 'tooLong'), isActive: z.boolean() }),
})

export type NewWarehouseForm = z.input<typeof newWarehouseInput>
export type WarehouseChangesForm = z.input<typeof warehouseChangesInput>
