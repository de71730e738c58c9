import { expect, it } from 'vitest'
import { handedState, nodeState, statementFile } from './nodes'

it.each([
  [{ silent: false }, 'HEARD'], [{ silent: false, singleSince: '2026-11-22T03:00:00Z' }, 'SINGLE'], [{ silent: true }, 'SILENT'], [{ silent: true, cutSince: '2026-11-22T03:00:00Z' }, 'SILENT'],
  [{ silent: false, cutSince: '2026-11-22T03:00:00Z' }, 'CUT'], [{ silent: true, revokedAt: '2026-11-22T03:00:00Z' }, 'REVOKED'],
] as const)('a node %o is %s', (node, is) => expect(nodeState(node)).toBe(is))

it.each([
  [{}, 'AWAY'], [{ recallAt: '2026-11-22T03:00:00Z' }, 'RECALLED'], [{ recallAt: '2026-11-22T03:00:00Z', closedAt: '2026-11-22T03:01:00Z', how: 'CALLED_BACK' }, 'CALLED_BACK'],
  [{ closedAt: '2026-11-22T03:01:00Z', how: 'RELEASED' }, 'RELEASED'],
])('a hand-over %o is %s', (hold, is) => expect(handedState(hold)).toBe(is))

it('keeps statement and signature as they came', () => {
  const file = statementFile({ id: 'e1', sitting: 's1', node: 'n1', statement: 'AAEC', signature: 'AwQ=' })
  expect(file.name).toBe('journal-e1.json')
  expect(JSON.parse(file.body)).toEqual({ id: 'e1', sitting: 's1', node: 'n1', statement: 'AAEC', signature: 'AwQ=' })
})
