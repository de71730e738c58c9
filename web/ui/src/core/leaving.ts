// Whether the page before this one in the same tab said that it goes. One that was reloaded does; one whose browser or terminal died does
// not, and the server then notes that the terminal restarted.
const key = 'suikao.left'

interface Shelf {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

function shelf(): Shelf | undefined {
  try {
    return globalThis.sessionStorage
  } catch {
    return undefined
  }
}

/** What the page before left; it is read once. From now on this page leaves a word when it goes. */
export function makeLeaving(storage: Shelf | undefined = shelf(), target: Pick<EventTarget, 'addEventListener'> = globalThis): string {
  let left = ''
  try {
    left = storage?.getItem(key) ?? ''
    storage?.removeItem(key)
  } catch {
    // no storage: the server is told nothing, as of a page that died
  }
  target.addEventListener('pagehide', () => {
    try {
      storage?.setItem(key, 'RELOAD')
    } catch {
      // as above
    }
  })
  return left === 'RELOAD' ? left : ''
}
