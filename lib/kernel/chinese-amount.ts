const numerals = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const
const places = ['', '拾', '佰', '仟'] as const
const sections = ['', '万', '亿'] as const

/** Largest amount that can be written: 9,999 亿 and the rest, in fen. */
const largestFen = 999_999_999_999_99n

/**
 * The amount in Chinese capitals as it stands on the paper (R5): `人民币贰万贰仟肆佰捌拾伍元整`. 零 stands for
 * skipped places inside the yuan and for 角 skipped before 分; 整 closes every amount without 分; an amount below
 * one yuan begins with its 角 or 分; a negative amount has 负. Throws past 9,999 亿: no note can hold that.
 */
export function amountInCapitals(amountFen: bigint): string {
  const absoluteFen = amountFen < 0n ? -amountFen : amountFen
  if (absoluteFen > largestFen) throw new RangeError('amount past 9,999 亿')
  const yuan = absoluteFen / 100n
  const jiao = Number((absoluteFen / 10n) % 10n)
  const fen = Number(absoluteFen % 10n)
  const sign = amountFen < 0n ? '负' : ''
  return `人民币${sign}${yuanInCapitals(yuan, absoluteFen === 0n)}${coinsInCapitals(jiao, fen, yuan > 0n)}`
}

function yuanInCapitals(yuan: bigint, isNothing: boolean): string {
  if (isNothing) return '零元'
  if (yuan === 0n) return ''
  let text = ''
  for (let index = sections.length - 1; index >= 0; index -= 1) {
    const section = Number((yuan / 10_000n ** BigInt(index)) % 10_000n)
    if (section === 0) continue
    const isSkipped = section < 1000 || previousSectionIsEmpty(yuan, index)
    if (text !== '' && isSkipped) text += '零'
    text += `${sectionInCapitals(section)}${sections[index] ?? ''}`
  }
  return `${text}元`
}

function previousSectionIsEmpty(yuan: bigint, index: number): boolean {
  return (yuan / 10_000n ** BigInt(index + 1)) % 10_000n === 0n
}

function sectionInCapitals(section: number): string {
  let text = ''
  let hasGap = false
  for (let place = places.length - 1; place >= 0; place -= 1) {
    const digit = Math.trunc(section / 10 ** place) % 10
    if (digit === 0) {
      hasGap = text !== ''
      continue
    }
    text += `${hasGap ? '零' : ''}${numerals[digit] ?? ''}${places[place] ?? ''}`
    hasGap = false
  }
  return text
}

function coinsInCapitals(jiao: number, fen: number, hasYuan: boolean): string {
  if (jiao === 0 && fen === 0) return '整'
  const jiaoText = jiao > 0 ? `${numerals[jiao] ?? ''}角` : hasYuan ? '零' : ''
  return fen > 0 ? `${jiaoText}${numerals[fen] ?? ''}分` : `${jiaoText}整`
}
