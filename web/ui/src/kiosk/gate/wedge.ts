// A scanner that pretends to be a keyboard: many keys in quick succession, then Enter. People do not type like that.

/** Longest pause between two keys of a scanner (ms), and fewest keys of a code. */
const quick = 60
const fewest = 8

/** Collects keys; gives the code when one is complete. */
export class Wedge {
  #keys = ''
  #at = -Infinity

  /** Takes a key with its time (ms, monotonic). Gives the scanned code with the Enter that ends it. */
  key(key: string, at: number): string | undefined {
    const slow = at - this.#at > quick
    this.#at = at
    if (key === 'Enter') {
      const code = this.#keys
      this.#keys = ''
      return !slow && code.length >= fewest ? code : undefined
    }
    if (key.length !== 1) return undefined // Shift comes with capitals
    this.#keys = slow ? key : this.#keys + key
    return undefined
  }
}

/** Listens to the window. `onCode` says whether it takes the code; if not, its Enter goes where it would have gone. Returns how to stop. */
export function listenForScanner(onCode: (code: string) => boolean): () => void {
  const wedge = new Wedge()
  const listen = (event: KeyboardEvent) => {
    const code = wedge.key(event.key, event.timeStamp)
    if (code === undefined || !onCode(code)) return
    event.preventDefault() // the Enter must not press the button that has the focus
    event.stopPropagation()
  }
  window.addEventListener('keydown', listen, true)
  return () => window.removeEventListener('keydown', listen, true)
}
