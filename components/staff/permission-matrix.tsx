import { useTranslations } from 'next-intl'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import { PERMISSIONS, ROLES, rolesWith } from '#lib/auth/permissions.ts'

const GRANTED = '✓'

/** Every permission by every role, as the server decides; `held` marks the member's own roles. */
export function PermissionMatrix({ held }: { held: readonly string[] }) {
  const t = useTranslations('staff.roles')
  const roleName = useTranslations('shell.role')
  return (
    <Table
      label={t('title')}
      className="max-h-96"
      head={
        <>
          <HeadCell>{t('permission')}</HeadCell>
          {ROLES.map((role) => (
            <HeadCell key={role} className={held.includes(role) ? 'bg-accent-soft text-accent-strong' : ''}>
              {roleName(role)}
            </HeadCell>
          ))}
        </>
      }
    >
      {PERMISSIONS.map((permission) => (
        <Row key={permission}>
          <Cell>{permission}</Cell>
          {ROLES.map((role) => (
            <td key={role} className="border-b border-line px-2">
              {rolesWith(permission).includes(role) ? GRANTED : null}
            </td>
          ))}
        </Row>
      ))}
    </Table>
  )
}
