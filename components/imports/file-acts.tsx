import { useTranslations } from 'next-intl'
import { ButtonLink } from '#components/ui/button.tsx'
import type { Permission } from '#lib/auth/permissions.ts'
import { FILE_PERMISSIONS, type FileKind } from '#lib/domain/master-files/schema.ts'
import { addressOf } from '#lib/kernel/address.ts'

/** The acts over a list of files, each for those who may: take the list out, bring a file in, add one by hand. */
export function FileActs({
  kind,
  permissions,
  exportHref,
  addHref,
}: {
  kind: FileKind
  permissions: ReadonlySet<Permission>
  exportHref?: string
  addHref?: string
}) {
  const t = useTranslations(kind)
  const mayWrite = permissions.has(FILE_PERMISSIONS[kind])
  return (
    <>
      {exportHref !== undefined && permissions.has('export.run') ? (
        <a className="self-center text-accent" href={exportHref}>
          {t('export')}
        </a>
      ) : null}
      {mayWrite && permissions.has('masterFile.import') ? (
        <ButtonLink href={addressOf('/imports', { kind })}>{t('import')}</ButtonLink>
      ) : null}
      {mayWrite && addHref !== undefined ? (
        <ButtonLink href={addHref} variant="primary">
          {t('add')}
        </ButtonLink>
      ) : null}
    </>
  )
}
