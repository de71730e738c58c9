import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { GateLine, lineTimes } from './line'

let line: GateLine
let stands: boolean
let wants: boolean
let log: string[]
const camera = { start: () => void log.push('start'), stop: () => void log.push('stop'), online: () => undefined, stream: undefined }
const after = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  ;[stands, wants, log] = [true, true, []]
  line = new GateLine({
    api: { media: async () => ({ cameras: wants, kilobits: 500 }), stands: async () => stands },
    onState: () => undefined, onOfficer: () => undefined, camera: () => camera,
  })
})
afterEach(() => {
  line.end()
  vi.useRealTimers()
})

describe('the gate’s line to the duty desk', () => {
  it('is on while the call stands and off when an officer has seen to it', async () => {
    line.called()
    await after(0)
    expect(log).toEqual(['start'])
    await after(lineTimes.look * 3)
    expect(log).toEqual(['start'])
    stands = false
    await after(lineTimes.look)
    expect(log).toEqual(['start', 'stop'])
  })

  it('does not film a doorway for ever where nobody closes the call', async () => {
    line.called()
    await after(lineTimes.most + lineTimes.look * 2)
    expect(log).toEqual(['start', 'stop'])
    line.called() // pressed again
    await after(0)
    expect(log).toEqual(['start', 'stop', 'start'])
  })

  it('stays on while the person waits for a decision, whatever became of the call', async () => {
    line.called()
    line.waits(true)
    await after(0)
    stands = false
    await after(lineTimes.look * 2)
    expect(log).toEqual(['start'])
    line.waits(false)
    expect(log).toEqual(['start', 'stop'])
  })

  it('ends with the person', async () => {
    line.waits(true)
    await after(0)
    line.end()
    await after(lineTimes.look * 3)
    expect(log).toEqual(['start', 'stop'])
  })

  it('asks for no camera where the house has none, and none for somebody who left meanwhile', async () => {
    wants = false
    line.called()
    await after(lineTimes.look)
    line.end()
    wants = true
    line.called()
    line.end()
    await after(lineTimes.look)
    expect(log).toEqual([])
  })
})
