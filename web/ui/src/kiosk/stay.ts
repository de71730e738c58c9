// Keeps a page that holds somebody's work: no key, button or gesture that a browser lets a page refuse may drop it. What a
// browser does not let it refuse (a killed process, power) is survived instead: see core/outbox.ts.

/** A key press, as far as it matters here. */
export interface Press {
  key: string
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
}

/** Keys that reload, close, leave or open something over the page, by their name with Ctrl or Cmd held. */
const withCtrl = new Set(['r', 'w', 'n', 't', 'l', 'o', 'p', 's', 'u', 'h', 'j', 'f4', 'f5'])
const withAlt = new Set(['arrowleft', 'arrowright', 'home', 'f4'])
const alone = new Set(['f1', 'f3', 'f5', 'f6', 'f7', 'f11', 'f12', 'browserback', 'browserforward', 'browserrefresh', 'browserhome'])

/** Whether a key would leave the page or cover it. Typing, the keys of the paper and the access keys are none of them. */
export function leaves({ key, ctrlKey, altKey, metaKey }: Press): boolean {
  const name = key.toLowerCase()
  if (alone.has(name)) return true
  if (ctrlKey || metaKey) return withCtrl.has(name)
  return altKey && withAlt.has(name)
}

interface KeyboardLock {
  lock?: (codes: string[]) => Promise<void>
  unlock?: () => void
}

/** Refuses to leave while `busy` says so. Gives what ends the watch. */
export function keepPage(busy: () => boolean, page: Window = window): () => void {
  const off: (() => void)[] = []
  const on = <K extends keyof WindowEventMap>(type: K, act: (event: WindowEventMap[K]) => void) => {
    page.addEventListener(type, act as EventListener, { capture: true })
    off.push(() => page.removeEventListener(type, act as EventListener, { capture: true }))
  }
  const refuse = (event: Event) => {
    if (busy()) event.preventDefault()
  }
  on('beforeunload', refuse)
  on('keydown', (event) => {
    if (leaves(event)) refuse(event)
  })
  on('contextmenu', refuse) // it offers to go back and to reload
  on('dragover', refuse)
  on('drop', refuse) // a file dropped on a page replaces it
  // Going back ends at a second entry of the same page, which is laid again as often as it is used up.
  const lay = () => page.history.pushState({ stay: true }, '')
  if (!(page.history.state as { stay?: boolean } | null)?.stay) lay()
  on('popstate', () => {
    if (busy()) lay()
  })
  // In full screen a browser may give the page the keys that otherwise are its own (Ctrl+W). Where it does not, nothing is lost.
  const { keyboard } = page.navigator as Navigator & { keyboard?: KeyboardLock }
  void keyboard?.lock?.(['KeyW', 'KeyR', 'KeyN', 'KeyT', 'F5', 'F11', 'BrowserBack']).catch(() => undefined)
  off.push(() => keyboard?.unlock?.())
  return () => off.forEach((stop) => stop())
}
