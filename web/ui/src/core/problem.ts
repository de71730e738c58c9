// What went wrong, in the one shape every page shows: problem+json from the server or a fault of the network.

/** One wrong field. `path` as the server names it, e.g. "body.phone". */
export interface Mistake {
  path: string
  code: string
  message: string
}

/** Codes that arise in the browser; pages have texts for them under `kit.net`. */
export type NetCode = 'net.offline' | 'net.timeout' | 'net.unreadable' | 'net.cancelled'

export class Problem extends Error {
  override readonly name = 'Problem'
  constructor(
    /** Stable code to quote, e.g. "booking.slot_full". */
    readonly code: string,
    /** What happened and what to do now, in the page's language; empty for codes that begin with "net.". */
    readonly detail: string,
    /** HTTP status, 0 when the server never answered. */
    readonly status: number = 0,
    readonly errors: readonly Mistake[] = [],
    /** Number of the request in the server's log, empty when unknown. */
    readonly requestId: string = '',
    /** Milliseconds the server asks to wait before another try, if it does. */
    readonly retryAfter?: number,
  ) {
    super(detail || code)
  }

  /** The message for one field, "" when the field is right. `name` matches the end of the path. */
  mistake(name: string): string {
    return this.errors.find((e) => e.path === name || e.path.endsWith(`.${name}`))?.message ?? ''
  }
}

/** Reads a problem+json body; whatever it is, a Problem comes out. */
export function problemFrom(status: number, body: unknown, headers?: Headers): Problem {
  const requestId = headers?.get('x-request-id') ?? ''
  const wait = Number(headers?.get('retry-after') ?? NaN)
  const retryAfter = Number.isFinite(wait) && wait >= 0 ? wait * 1000 : undefined
  if (!isRecord(body)) return new Problem('net.unreadable', '', status, [], requestId, retryAfter)
  return new Problem(
    text(body['code']) || `http.${status}`,
    text(body['detail']) || text(body['title']),
    status,
    mistakes(body['errors']),
    text(body['request']) || requestId,
    retryAfter,
  )
}

/** Turns anything thrown into a Problem, so that a page never shows nothing. */
export function asProblem(err: unknown): Problem {
  if (err instanceof Problem) return err
  if (err instanceof DOMException && err.name === 'TimeoutError') return new Problem('net.timeout', '')
  if (err instanceof DOMException && err.name === 'AbortError') return new Problem('net.cancelled', '')
  if (err instanceof TypeError) return new Problem('net.offline', '') // what fetch throws when it cannot connect
  return new Problem('net.unreadable', '')
}

function mistakes(value: unknown): Mistake[] {
  if (!Array.isArray(value)) return []
  return value.filter(isRecord).map((e) => ({ path: text(e['path']), code: text(e['code']), message: text(e['message']) }))
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
