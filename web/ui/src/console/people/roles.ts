// Which held roles stand against a wanted one. The server judges the natural person, this only warns early.
export function clashes(wanted: { against: readonly string[] }, held: readonly string[]): string[] {
  return [...new Set(held.filter((role) => wanted.against.includes(role)))]
}

/** Whether these administrators may grant a role and take it back: the three administrators watch each other. */
export function mayGrant(role: string, own: readonly string[]): boolean {
  return own.includes(role === 'SECURITY_ADMIN' || role === 'AUDIT_ADMIN' ? 'SYSTEM_ADMIN' : 'SECURITY_ADMIN')
}
