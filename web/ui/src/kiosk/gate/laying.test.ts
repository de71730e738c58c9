import { describe, expect, it } from 'vitest'
import { seen, wanted, type Laying } from './laying'

/** _: the reader is seen empty. c: a card is seen. ?: somebody asks for their card. T: whoever leads the steps takes cards from now on; t: does not. */
function acts(order: string): number {
  let laying: Laying = 'used'
  let takes = true
  let n = 0
  for (const it of order) {
    if (it === 'T') takes = true
    else if (it === 't') takes = false
    else if (it === '?') laying = wanted(laying)
    else {
      laying = seen(laying, it === 'c')
      if (laying === 'fresh' && takes) {
        laying = 'used'
        n++
      }
    }
  }
  return n
}

describe('a card acts once for each time it is laid', () => {
  it.each([
    ['c', 0], ['ccc', 0], // it lay there before anybody looked
    ['_c', 1], ['_ccc', 1], ['_c_c', 2], ['_cc__cc', 2],
    ['_tc', 0], ['_tcT', 0], ['_tcTc', 1], ['_tccTcc', 1], // laid while the one before still reads: it acts when that is over
    ['_tc_Tc', 1], ['_tc_T', 0], // lifted again before it had its turn
    ['_cTc', 1], ['_ctcTc', 1], // the same card still lies there when the walk is over
    ['c?c', 1], ['c?c?c', 2], ['_?c', 1], ['_c?c', 2], // asked for: it counts where it lies, once for each time it is asked for
    ['c?tcTc', 1],
  ] as const)('%s', (order, n) => expect(acts(order)).toBe(n))

  it('in every order of up to six events: never twice without being lifted or asked for, and never not at all while cards are taken', () => {
    const letters = ['_', 'c', '?', 't', 'T']
    const walk = (order: string) => {
      const chances = [...order].filter((it) => it === '_' || it === '?').length
      const n = acts(order)
      expect(n, order).toBeLessThanOrEqual(chances)
      expect(acts(`${order}T_c`), order).toBe(acts(`${order}T_`) + 1) // the reader was shown as empty: the next card acts
      expect(acts(`${order}Tc`), order).toBe(acts(`${order}Tcc`)) // what lies on acts no second time
      if (order.length < 6) for (const it of letters) walk(order + it)
    }
    walk('')
  })
})
