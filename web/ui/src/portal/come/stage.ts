// What somebody who was asked to come has said so far.
export type Stage = 'asked' | 'coming' | 'there'

export function stageOf(one: { ackedAt?: string; arrivedAt?: string }): Stage {
  if (one.arrivedAt) return 'there'
  return one.ackedAt ? 'coming' : 'asked'
}
