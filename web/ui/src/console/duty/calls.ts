// Which calls are still open at this desk: not older than half an hour, and not seen to here.
const halfHour = 30 * 60 * 1000
const key = 'suikao.duty.calls'
type Box = Pick<Storage, 'getItem' | 'setItem'>

export function liveCalls<C extends { id: string; at: string }>(calls: readonly C[], seen: readonly string[], now: number): C[] {
  return calls.filter((c) => !seen.includes(c.id) && now - Date.parse(c.at) < halfHour)
}

/** What was seen to on this computer; nothing where storage is forbidden. */
export function remembered(box: Box | undefined = safe()): string[] {
  try {
    const list: unknown = JSON.parse(box?.getItem(key) ?? '[]')
    return Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string') : []
  } catch {
    return []
  }
}

/** Adds one and keeps the last hundred. */
export function remember(id: string, seen: readonly string[], box: Box | undefined = safe()): string[] {
  const next = [...seen.filter((one) => one !== id), id].slice(-100)
  box?.setItem(key, JSON.stringify(next))
  return next
}

function safe(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}
