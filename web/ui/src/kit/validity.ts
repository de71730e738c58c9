// Days of permits: how far along a validity is. Civil dates as "2026-11-21".
const dayMs = 86_400_000
const at = (date: string) => Date.parse(`${date}T00:00:00Z`)

/** Whole days from one civil date to another; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((at(to) - at(from)) / dayMs)
}

/** Whole years from one civil date to another, 0 when it lies before. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return Math.max(0, to.slice(5) < from.slice(5) ? years - 1 : years)
}

/** How much of the time from the first to the last day is over, 0…1; 1 when there is no such time. */
export function lived(from: string, to: string, today: string): number {
  const whole = daysBetween(from, to)
  return whole > 0 ? Math.min(1, Math.max(0, daysBetween(from, today) / whole)) : 1
}
