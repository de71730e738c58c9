import { describe, expect, it } from 'vitest'
import { outageReasons, ownPause, reasonBody, recentOutages, roomReasons, type OutageView, type PauseView } from './stops'

const pause = (more: Partial<PauseView>): PauseView => ({ id: 'p1', scope: 'ROOM', place: 'r1', state: 'STANDS', reason: 'POWER', at: '', by: '', sittings: 1, resumed: 0, kept: 0, ...more })
const outage = (more: Partial<OutageView>): OutageView => ({ id: 'o1', basis: 'EVIDENCE', from: '2026-11-22T01:00:00Z', ...more })

describe('stops of a room', () => {
  it('a room ends its own pause, not the one of its site', () => {
    const both = [pause({ id: 'site', scope: 'SITE', place: 's1' }), pause({ id: 'room' })]
    expect(ownPause(both, 'r1')?.id).toBe('room')
    expect(ownPause(both.slice(0, 1), 'r1')).toBeUndefined()
    expect(ownPause(both, 's1')?.id).toBe('site')
  })
  it('shows losses that last, and those of the last two hours', () => {
    const now = Date.parse('2026-11-22T04:00:00Z')
    const list = [outage({ id: 'lasts' }), outage({ id: 'new', to: '2026-11-22T03:00:00Z' }), outage({ id: 'old', to: '2026-11-22T01:59:00Z' })]
    expect(recentOutages(list, now).map((o) => o.id)).toEqual(['lasts', 'new'])
  })
  it('offers no reason that concerns one person', () => {
    for (const reasons of [roomReasons, outageReasons]) {
      expect(reasons).not.toContain('MEDICAL')
      expect(reasons).not.toContain('IDENTITY')
      expect(reasons).toContain('OTHER')
    }
  })
  it('sends no empty words', () => {
    expect(reasonBody({ reason: 'POWER', text: '' })).toEqual({ reason: 'POWER' })
    expect(reasonBody({ reason: 'POWER', text: '跳闸' })).toEqual({ reason: 'POWER', text: '跳闸' })
  })
})
