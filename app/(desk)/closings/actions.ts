'use server'

import { toAction } from '#lib/command/to-action.ts'
import { closeNotes } from '#lib/domain/note-closings/commands/close.ts'

export const closeNotesAction = toAction(closeNotes)
