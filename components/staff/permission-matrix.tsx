import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import { PERMISSION_GROUPS, ROLES, rolesWith } from '#lib/auth/permissions.ts'

const GRANTED = '✓'

/** Every permission by every role, under what it is about, as the server decides; `held` marks the member's own roles. */
export function PermissionMatrix({ held }: { held: readonly string[] }) {
  const t = useTranslations('staff.roles')
  const roleName = useTranslations('shell.role')
  const words = useTranslations('permissions')
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
      {PERMISSION_GROUPS.map(({ group, permissions }) => (
        <Fragment key={group}>
          <tr>
            <th
              scope="colgroup"
              colSpan={ROLES.length + 1}
              className="h-row border-b border-line bg-sunken/60 px-2 text-left font-semibold"
            >
              {words(`group.${group}`)}
            </th>
          </tr>
          {permissions.map((permission) => (
            <Row key={permission}>
              <Cell>{words(`name.${permission}`)}</Cell>
              {ROLES.map((role) => (
                <td key={role} className="border-b border-line px-2">
                  {rolesWith(permission).includes(role) ? GRANTED : null}
                </td>
              ))}
            </Row>
          ))}
        </Fragment>
      ))}
    </Table>
  )
}
