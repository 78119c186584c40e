import { expect, test } from 'vitest'
import {
  countInputOf,
  type CountRow,
  isCounted,
  NOTHING,
  saidGood,
  wrongRow,
} from '#components/goods-papers/count-state.ts'

const row: CountRow = {
  key: 'l1',
  lineNo: 1,
  productId: 'p1',
  name: '示范山清香酒',
  code: 'SF001',
  specification: '475ml×12',
  baseUnit: '瓶',
  caseUnit: '箱',
  due: null,
  hasShelfLife: false,
  remark: '',
  codes: { cases: true, bottles: false },
  codesKept: 0,
}
const stranger: CountRow = { ...row, key: 'pp2', lineNo: null, productId: 'p2' }

test('R19 what was counted is said as people say it, and nothing counted is not nought', () => {
  expect(saidGood(row, { ...NOTHING, cases: '2', bottles: '3' })).toBe('2箱3瓶')
  expect(saidGood(row, { ...NOTHING, cases: '2' })).toBe('2箱')
  expect(saidGood(row, { ...NOTHING, bottles: '0' })).toBe('0')
  expect(saidGood(row, { ...NOTHING, cases: '０', bottles: '5' })).toBe('5瓶')
  expect(saidGood(row, NOTHING)).toBe('')
  expect([isCounted(NOTHING), isCounted({ ...NOTHING, bottles: '0' }), isCounted(undefined)]).toEqual([
    false,
    true,
    false,
  ])
})

test('goods that nobody expected are named by their product, lines by their number', () => {
  const input = countInputOf({ accountSetId: 1, paperId: 'x' }, [row, stranger], {
    l1: { ...NOTHING, cases: '1', damaged: '2瓶', reason: '淋雨' },
  })
  expect(
    input.lines.map(({ lineNo, productId, good, damaged }) => [lineNo, productId, good, damaged]),
  ).toEqual([
    [1, null, '1箱', '2瓶'],
    [null, 'p2', '', ''],
  ])
})

test('the first wrong row and its fields are found again', () => {
  const fields = { 'lines.1.reason': 'required', 'lines.1.damaged': 'notANumber' }
  expect(wrongRow(fields, [row, stranger])).toEqual({
    key: 'pp2',
    fields: { reason: 'required', damaged: 'notANumber' },
  })
  expect(wrongRow({ form: 'request' }, [row])).toBeNull()
})
