import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { CHARTS } from '#lib/domain/books/charts.ts'
import { holdChart, replaceChart } from '#lib/domain/books/repository.ts'
import { chooseChartInput } from '#lib/domain/books/schema.ts'

/** Takes the chart of a standard for an account set whose books are still empty. */
export const chooseChart = defineCommand({
  name: 'chart.choose',
  permission: 'chart.write',
  input: chooseChartInput,
  queryBudget: 8,
  load: ({ tx, actor }, { accountSetId }) => holdChart(tx, actor.accountSetIds, accountSetId),
  decide: (chart) => (chart.hasVouchers ? refuse('chart.inUse') : act(chart)),
  save: async ({ tx }, chart, { accountSetId, standard }) => {
    await replaceChart(tx, accountSetId, standard, CHARTS[standard])
    const payload = { before: { standard: chart.standard }, after: { standard } }
    return {
      value: { standard },
      deskEvents: [{ accountSetId, subject: 'account', subjectId: `${accountSetId}`, payload }],
    }
  },
})
