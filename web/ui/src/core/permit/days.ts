// Days since 2020-01-01, as the records count them. Dates are those of Beijing, wherever the device is.

const zero = Date.UTC(2020, 0, 1)
const zone = 8 * 3600_000

/** The day in Beijing of a moment, in milliseconds. */
export function dayOf(ms: number): number {
  return Math.floor((ms + zone - zero) / 86_400_000)
}

/** 2026-11-23 */
export function dateOf(day: number): string {
  return new Date(zero + day * 86_400_000).toISOString().slice(0, 10)
}
