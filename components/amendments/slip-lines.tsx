import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { AmendmentPage } from '#lib/domain/delivery-notes/amendment-queries.ts'

/** What a slip says, line by line, and who has signed it. */
export function SlipLines({ slip, lines }: AmendmentPage) {
  const t = useTranslations('amendments')
  return (
    <>
      <Table
        label={t('lines')}
        head={
          <>
            <HeadCell>{t('column.product')}</HeadCell>
            <HeadCell isNumeric>{t('column.from')}</HeadCell>
            <HeadCell isNumeric>{t('column.to')}</HeadCell>
            <HeadCell isNumeric>{t('column.back')}</HeadCell>
          </>
        }
      >
        {lines.map((line) => (
          <Row key={line.lineNo}>
            <Cell>{line.product}</Cell>
            <Cell isNumeric>{line.from}</Cell>
            <Cell isNumeric>{line.to}</Cell>
            <Cell isNumeric>{line.back}</Cell>
          </Row>
        ))}
      </Table>
      <Card title={t('who')}>
        <DescriptionList
          items={[
            {
              key: 'opened',
              name: t('column.openedBy'),
              value: (
                <>
                  {slip.openedBy} <Instant iso={slip.openedAt} />
                </>
              ),
            },
            { key: 'agreed', name: t('agreedBy'), value: slip.agreedBy ?? t('notYet') },
            { key: 'received', name: t('receivedBy'), value: slip.receivedBy ?? t('notYet') },
            ...(slip.withdrawnReason === null
              ? []
              : [{ key: 'withdrawn', name: t('withdrawnReason'), value: slip.withdrawnReason }]),
          ]}
        />
      </Card>
    </>
  )
}
