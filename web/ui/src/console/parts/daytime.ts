// Times of a day as minutes since midnight, 0 to 1440: 24:00 is the end of a day and not the beginning of the next.

/** 791 → "13:11". */
export const dayTime = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** "13:11", "8:00", "０８：００" or "0800" → minutes; undefined where it is no time of a day. */
export function dayMinutes(typed: string): number | undefined {
  const found = /^(\d{1,2}):?(\d{2})$/.exec(typed.normalize('NFKC').replace(/\s/g, ''))
  if (!found) return undefined
  const minutes = Number(found[1]) * 60 + Number(found[2])
  return Number(found[2]) < 60 && minutes <= 1440 ? minutes : undefined
}
