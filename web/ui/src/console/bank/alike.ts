// Pairs of items that are nearly the same.
import type { Schemas } from '../types'

export type AlikePair = Schemas['AlikePair']

/** What already keeps the two off one paper: a group they share, or the fact; empty where nothing does. */
export function apart({ a, b }: AlikePair): string {
  const shared = (a.content.enemies ?? []).find((group) => (b.content.enemies ?? []).includes(group))
  return shared ?? (a.content.fact && a.content.fact === b.content.fact ? a.content.fact : '')
}

/** The group that is offered: one that either has already, so that three alike come into one; else a new one. */
export function groupFor({ a, b }: AlikePair): string {
  return a.content.enemies?.[0] ?? b.content.enemies?.[0] ?? `alike-${a.item.slice(-6)}`
}
