import { expect, it } from 'vitest'
import { agentState, linesOf, silentAfter, type SeatAgent } from './agents'

const now = Date.parse('2026-11-22T02:00:00Z')
const ago = (ms: number) => new Date(now - ms).toISOString()
const agent = (seat: string, more: Partial<SeatAgent> = {}): SeatAgent => ({
  agent: 'a', seat, key: 'k', enrolledAt: ago(99_000), seenAt: ago(4000), failing: [], files: [], usb: [], displays: [], troubles: [], whole: true, ...more,
})

it('a seat without an agent, one that has not reported, a silent one, a failing one and a good one are told apart', () => {
  expect(agentState(undefined, now)).toBe('NONE')
  expect(agentState({ failing: [] }, now)).toBe('NEW')
  expect(agentState(agent('s', { seenAt: ago(silentAfter + 1) }), now)).toBe('SILENT')
  expect(agentState(agent('s', { failing: [{ check: 'silent', what: '' }] }), now)).toBe('SILENT')
  expect(agentState(agent('s', { failing: [{ check: 'usb', what: '1d6b:0002' }] }), now)).toBe('FAILING')
  expect(agentState(agent('s'), now)).toBe('OK')
})

it('shows every seat, those that need somebody first, then by their number', () => {
  const seats = [{ id: 's10', label: 'A10', no: 10 }, { id: 's2', label: 'A02', no: 2 }, { id: 's3', label: 'A03', no: 3 }, { id: 's1', label: 'A01', no: 1 }]
  const lines = linesOf(seats, [agent('s10'), agent('s2'), agent('s3', { failing: [{ check: 'clock', what: '+9s' }] })], now)
  expect(lines.map((one) => `${one.label} ${one.state}`)).toEqual(['A03 FAILING', 'A01 NONE', 'A02 OK', 'A10 OK'])
  expect(lines[1]).not.toHaveProperty('agent')
})
