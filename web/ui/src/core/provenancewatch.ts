// Listens to the page for provenance.ts: events of hands, focus, visibility, display, foreign code.
import { Provenance, type InputClass, type Present } from './provenance'

/** The part of a window that is used. */
export type WatchedWindow = Window & typeof globalThis

/** Events in which an answer may be given, and those that count as made by a script when they are not trusted. */
const presses = ['pointerdown', 'mousedown', 'touchstart', 'keydown', 'click'] as const
/** A click so soon (ms) after Enter or the space bar comes from the keyboard. */
const keyClick = 1000
/** A mouse that is so far (px) from where it was moved to last has not gone there by hand. */
const leap = 40
/** Developer tools that dock take at least so much (px) from the page. */
const docked = 120

export interface Watch {
  readonly provenance: Provenance
  stop(): void
}

/** Begins to listen. Must come before anything else listens, so that nothing is kept from it. */
export function watchInputs(win: WatchedWindow = window): Watch {
  const doc = win.document
  const now = () => win.performance.now()
  const known = new WeakMap<Event, InputClass>()
  const pointers = new Set<number>()
  let keyAt = -Infinity
  let at: { x: number; y: number } | undefined // where the mouse was moved to
  let hiddenAt: number | undefined
  let size = measure(win)

  const provenance = new Provenance({ now, present, state: () => ({ focused: doc.hasFocus(), visible: doc.visibilityState === 'visible', full: fills(win) }) })

  function present(): Present | undefined {
    const event = win.event
    const kind = event && known.get(event)
    return event && kind ? { class: kind, trusted: event.isTrusted, at: event.timeStamp } : undefined
  }

  function press(event: Event): void {
    const kind = sortOf(event)
    known.set(event, kind)
    if (!event.isTrusted) {
      provenance.note('u')
      return
    }
    switch (event.type) {
      case 'keydown': {
        const key = event as KeyboardEvent
        if (key.key === 'Enter' || key.key === ' ') keyAt = now()
        if (opensTools(key)) provenance.note('dk')
        provenance.heard('k')
        break
      }
      case 'pointerdown':
        pointer(event as PointerEvent)
        provenance.heard(kind as 'm' | 't' | 'p')
        break
      case 'click':
        if (kind === 'a') provenance.heard('a')
    }
  }

  function sortOf(event: Event): InputClass {
    if (event.type === 'keydown') return 'k'
    if (event.type === 'touchstart') return 't'
    const { pointerType = '', detail = 0 } = event as PointerEvent
    if (pointerType === 'touch') return 't'
    if (pointerType === 'pen') return 'p'
    if (pointerType === 'mouse' || event.type === 'mousedown' || (event.type === 'pointerdown' && !pointerType)) return 'm'
    if (detail > 0) return 'm' // browsers whose clicks do not say what pressed
    return now() - keyAt < keyClick ? 'k' : 'a'
  }

  function pointer(event: PointerEvent): void {
    if (event.pointerType === 'touch') return // several fingers are no second pointer
    const seen = pointers.size
    pointers.add(event.pointerId)
    if (seen > 0 && pointers.size > seen) provenance.note('pp')
    if (event.pointerType === 'mouse' && at && Math.hypot(event.clientX - at.x, event.clientY - at.y) > leap) provenance.note('lp')
    at = { x: event.clientX, y: event.clientY }
  }

  function move(event: Event): void {
    if (!event.isTrusted) return
    const { pointerType, clientX, clientY } = event as PointerEvent
    if (pointerType === 'mouse') at = { x: clientX, y: clientY }
    provenance.note('mv')
  }

  function keyUp(event: Event): void {
    if (event.isTrusted && (event as KeyboardEvent).key === ' ') keyAt = now()
  }

  function blur(): void {
    provenance.note('b')
  }

  function visibility(): void {
    if (doc.visibilityState === 'hidden') hiddenAt ??= now()
    else if (hiddenAt !== undefined) {
      provenance.note('h', now() - hiddenAt)
      hiddenAt = undefined
    }
  }

  function resize(): void {
    const next = measure(win)
    // Zooming changes the ratio, a keyboard on the screen only the height, another window size the outside.
    if (next.ratio === size.ratio && next.outer === size.outer && size.inner - next.inner > docked) provenance.note('dt')
    size = next
    provenance.screen(next.screen)
  }

  const capture = { capture: true, passive: true } as const
  const heard: [EventTarget, string, (event: Event) => void][] = [
    ...presses.map((type): [EventTarget, string, (event: Event) => void] => [win, type, press]),
    [win, 'pointermove', move], [win, 'keyup', keyUp], [win, 'blur', blur], [win, 'resize', resize], [doc, 'visibilitychange', visibility],
  ]
  for (const [target, type, listener] of heard) target.addEventListener(type, listener, capture)
  const observer = new win.MutationObserver((records) => {
    for (const record of records) for (const node of record.addedNodes) look(node)
  })
  observer.observe(doc, { childList: true, subtree: true })
  function look(node: Node): void {
    const found = foreign(node, win.location.origin)
    if (found) provenance.injected(found)
  }

  provenance.screen(size.screen)
  if (win.navigator.webdriver) provenance.automated()
  return {
    provenance,
    stop() {
      for (const [target, type, listener] of heard) target.removeEventListener(type, listener, capture)
      observer.disconnect()
    },
  }
}

function opensTools({ key, ctrlKey, shiftKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (key === 'F12') return true
  return ['I', 'J', 'C'].includes(key.toUpperCase()) && ((ctrlKey && shiftKey) || (metaKey && altKey))
}

function measure(win: WatchedWindow) {
  const { width, height, colorDepth } = win.screen
  const more = (win.screen as { isExtended?: boolean }).isExtended ? '+' : ''
  return { ratio: win.devicePixelRatio, outer: win.outerWidth, inner: win.innerWidth, screen: `${width}x${height}x${colorDepth}${more}` }
}

function fills(win: WatchedWindow): boolean {
  return win.document.fullscreenElement !== null || win.matchMedia?.('(display-mode: fullscreen)').matches || win.innerHeight >= win.screen.height
}

const codeTags = ['SCRIPT', 'IFRAME', 'EMBED', 'OBJECT', 'FRAME']
const extension = /^(?:chrome|moz|safari-web)-extension:\/\/([^/]*)/

/** Names a node that brings code into the page and is not of the page itself; undefined for all others. */
export function foreign(node: Node, origin: string): string | undefined {
  if (node.nodeType !== 1) return undefined
  const element = node as Element
  const own = foreignOne(element, origin)
  if (own || element.childElementCount === 0) return own
  for (const inner of element.querySelectorAll('script,iframe,embed,object,frame,[src*="-extension://"],[href*="-extension://"]')) {
    const found = foreignOne(inner, origin)
    if (found) return found
  }
  return undefined
}

function foreignOne(element: Element, origin: string): string | undefined {
  const tag = element.tagName.toUpperCase()
  const address = element.getAttribute('src') ?? element.getAttribute('data') ?? element.getAttribute('href') ?? ''
  const from = extension.exec(address)
  if (from) return `extension ${from[1] ?? ''}`
  if (tag.includes('-')) return `element ${tag.toLowerCase()}` // the pages have no elements of their own making
  if (!codeTags.includes(tag)) return undefined
  if (address === '') return `${tag.toLowerCase()} inline`
  try {
    const url = new URL(address, origin)
    return url.origin === origin ? undefined : `${tag.toLowerCase()} ${url.host || url.protocol}`
  } catch {
    return `${tag.toLowerCase()} unreadable`
  }
}
