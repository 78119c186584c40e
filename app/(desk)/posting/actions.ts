'use server'

import { toAction } from '#lib/command/to-action.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'

export const postNotesAction = toAction(postNotes)
