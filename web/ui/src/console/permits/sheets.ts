// What a row of a checked list comes to.
import type { Schemas } from '../types'

type Verdict = Schemas['PermitSheetRow']['verdict']

export const verdicts = ['MAY_WORK', 'LOOK', 'NO_WORK', 'OTHER_ITEM', 'NONE', 'BAD_ROW'] as const satisfies readonly Verdict[]

/** How a verdict is shown. Only MAY_WORK looks safe. */
export function verdictKind(v: Verdict): 'safe' | 'warn' | 'danger' {
  if (v === 'MAY_WORK') return 'safe'
  return v === 'LOOK' || v === 'BAD_ROW' ? 'warn' : 'danger'
}

/** Whole minutes since an answer; a device's clock that is behind makes none negative. */
export const ageMinutes = (at: string, now: number) => Math.max(0, Math.floor((now - Date.parse(at)) / 60_000))
