// The keyboard map. Single keys work only while nobody types; dialogs keep their own keys.
export interface KeyAct {
  /** "?" or "g d": the second key within a second after the first. */
  keys: string
  /** Key of the text that says what it does. */
  text: string
  run: () => void
}

/** Whether a key belongs to a field and not to the map. */
export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** Listens for the acts. Returns how to stop. */
export function listenKeys(acts: () => readonly KeyAct[], target: Document = document, now: () => number = () => performance.now()): () => void {
  let first = ''
  let at = 0
  const hear = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return
    if (target.querySelector('dialog[open]')) return
    const pair = first && now() - at < 1000 ? `${first} ${event.key}` : ''
    first = ''
    const found = acts().find((act) => act.keys === pair) ?? acts().find((act) => act.keys === event.key)
    if (found) {
      event.preventDefault()
      found.run()
    } else if (acts().some((act) => act.keys.startsWith(`${event.key} `))) {
      first = event.key
      at = now()
    }
  }
  target.addEventListener('keydown', hear)
  return () => target.removeEventListener('keydown', hear)
}

/** Moves the focus between the rows of the list in front: `step` is 1 or -1. */
export function moveRow(step: 1 | -1, root: ParentNode = document): void {
  const rows = [...root.querySelectorAll<HTMLElement>('[data-row]')]
  if (rows.length === 0) return
  const here = rows.findIndex((row) => row === document.activeElement)
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + step))
  rows[next]?.focus()
}
