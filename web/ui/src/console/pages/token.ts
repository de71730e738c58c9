// The token of a one-time link stands behind #: browsers do not send it to any server, and it leaves the address at once.

/** The token in `#TOKEN` or `#/accept/TOKEN`. */
export function tokenIn(hash: string): string {
  const last = hash.replace(/^#/, '').split('/').pop() ?? ''
  return /^[\w-]{8,64}$/.test(last) ? last : ''
}

/** Takes the token out of the address, so that it is in no history and in no picture of the screen. */
export function takeToken(at: Pick<Location, 'hash' | 'pathname'> = location, past: Pick<History, 'replaceState' | 'state'> = history): string {
  const token = tokenIn(at.hash)
  if (token) past.replaceState(past.state, '', at.pathname)
  return token
}
