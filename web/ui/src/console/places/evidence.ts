// How what recordings take is shown.
import type { Schemas } from '../types'

export type Storage = Schemas['EvidenceStorage']
export type Export = Schemas['EvidenceExport']
export type Hold = Schemas['EvidenceHold']

/** Bytes with the unit a person reads, one digit behind the point below a hundred. */
export function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']
  let n = bytes
  let i = 0
  while (n >= 1024 && i < units.length - 1) {
    n /= 1024
    i++
  }
  return `${i > 0 && n < 99.95 ? n.toFixed(1) : Math.round(n)} ${units[i]}`
}

/** Where a hold stands: it lasts, somebody asks that it be ended, or it is ended. */
export function holdState(hold: Pick<Hold, 'live' | 'asked'>): 'LIVE' | 'ASKED' | 'LIFTED' {
  if (!hold.live) return 'LIFTED'
  return hold.asked ? 'ASKED' : 'LIVE'
}

/** How urgent the volume is. */
export function storageTag(s: Pick<Storage, 'alarm' | 'fullOn' | 'known'>): 'danger' | 'warn' | 'safe' | 'neutral' {
  if (!s.known) return 'neutral'
  if (s.alarm) return 'danger'
  return s.fullOn ? 'warn' : 'safe'
}
