// How room nodes and what they hold are shown.
import type { Schemas } from '../types'

export type NodeLine = Schemas['OutpostOverview']
export type HoldLine = Schemas['OutpostHold']
export type EvidenceLine = Schemas['OutpostEvidence']

/** The state of a node: silent, just heard again after a cut, alone without the other node of its pair, or heard. */
export function nodeState(node: Pick<NodeLine, 'silent' | 'cutSince' | 'revokedAt' | 'singleSince'>): 'REVOKED' | 'SILENT' | 'CUT' | 'SINGLE' | 'HEARD' {
  if (node.revokedAt) return 'REVOKED'
  if (node.silent) return 'SILENT'
  if (node.cutSince) return 'CUT'
  return node.singleSince ? 'SINGLE' : 'HEARD'
}

/** Where a sitting that was handed over stands. */
export function handedState(hold: Pick<HoldLine, 'closedAt' | 'how' | 'recallAt'>): string {
  if (hold.closedAt) return hold.how ?? 'RETURNED'
  return hold.recallAt ? 'RECALLED' : 'AWAY'
}

/** The signed statement as a file: bytes, and what they are signed with, as the node sent them. */
export function statementFile(evidence: Pick<EvidenceLine, 'id' | 'sitting' | 'node' | 'statement' | 'signature'>): { name: string; body: string } {
  const { id, sitting, node, statement, signature } = evidence
  return { name: `journal-${id}.json`, body: JSON.stringify({ id, sitting, node, statement, signature }, null, 2) }
}
