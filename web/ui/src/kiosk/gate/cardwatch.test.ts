import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CardWatch } from './cardwatch'

let lies: boolean
let card: ReturnType<typeof vi.fn<() => void>>
let watch: CardWatch
const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

beforeEach(async () => {
  vi.useFakeTimers()
  lies = false
  card = vi.fn<() => void>()
  watch = new CardWatch(() => Promise.resolve(lies), { onReader: () => undefined, onCard: card })
  watch.start()
  await pass()
})

afterEach(() => {
  watch.stop()
  vi.useRealTimers()
})

describe('a card that had its turn', () => {
  it('must be taken away before it counts again', async () => {
    lies = true
    await pass(2500)
    expect(card).toHaveBeenCalledOnce()
    watch.rest()
    await pass(5000)
    expect(card).toHaveBeenCalledOnce()
    lies = false
    await pass(2500)
    lies = true
    await pass(2500)
    expect(card).toHaveBeenCalledTimes(2)
  })

  it('is not the card of the next person, laid at once on a reader that was empty', async () => {
    watch.rest()
    lies = true
    await pass(2500)
    expect(card).toHaveBeenCalledOnce()
  })
})
