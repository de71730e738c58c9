// Asking for a permit: by number and name, or by the code of a QR. Pure where it can be.

/** The 核验码 in what a QR or the address carries: "https://…/verify#CODE", "#CODE" or the code itself. */
export function codeFrom(text: string): string | undefined {
  const trimmed = text.trim()
  const after = trimmed.includes('#') ? trimmed.slice(trimmed.indexOf('#') + 1) : trimmed
  let code: string
  try {
    code = decodeURIComponent(after).replace(/[\s-]/g, '').toUpperCase()
  } catch {
    return undefined
  }
  return /^[A-Z0-9]{12,60}$/.test(code) ? code : undefined
}

/** A permit number as typed: full-width signs, spaces, hyphens, small letters. */
export function tidyNumber(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}
