import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NoteDesk } from '#components/notes-new/note-desk.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { noteDesk } from '#lib/domain/delivery-notes/issue-queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { issueNoteAction, recordOrderAction, startSigningAction, submitApplicationAction } from './actions.ts'
import { type Asked, noteStart } from './start.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('noteNew'))('title') }
}

export default async function NewNotePage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requirePermission('note.draft')
  const { db, passkeyOrigin } = theDesk()
  const desk = await noteDesk(db, actor)
  const start = await noteStart(actor, await searchParams, desk.warehouses[0]?.warehouseId ?? '')
  return (
    <ClientMessages namespaces={['noteNew', ...gateNamespaces('issue', 'recordOrder', 'submitApplication')]}>
      <NoteDesk
        person={{ userId: actor.userId, displayName: actor.displayName }}
        desk={desk}
        start={start}
        actions={{
          issue: issueNoteAction,
          apply: submitApplicationAction,
          recordOrder: recordOrderAction,
          askPasskey: passkeyOrigin === null ? null : startSigningAction,
        }}
      />
    </ClientMessages>
  )
}
