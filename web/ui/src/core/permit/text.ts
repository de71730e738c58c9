// The code as a scanner gives it: HTTPS://HOST/V/BASE32 (FORMAT.md §2).

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const longest = 4296

export interface Code {
  letter: 'V' | 'W'
  message: Uint8Array
}

/** Undefined where the text is no code. */
export function parseText(text: string): Code | undefined {
  const t = text.trim().toUpperCase()
  const found = t.length <= longest ? /^(?:.*\/)?([VW])\/([A-Z2-7]+)$/.exec(t) : null
  if (!found) return undefined
  const body = found[2] ?? ''
  const out = new Uint8Array(Math.floor((body.length * 5) / 8))
  let bits = 0
  let held = 0
  let at = 0
  for (const c of body) {
    held = (held << 5) | letters.indexOf(c)
    bits += 5
    if (bits >= 8) {
      bits -= 8
      out[at++] = (held >> bits) & 255
      held &= (1 << bits) - 1
    }
  }
  // Spare bits are zero and fewer than a letter.
  if (held !== 0 || bits >= 5 || out.length === 0) return undefined
  return { letter: found[1] === 'W' ? 'W' : 'V', message: out }
}

/** The code of a message, in letters that a QR carries in its alphanumeric mode. */
export function toText(host: string, letter: Code['letter'], message: Uint8Array): string {
  let out = ''
  let bits = 0
  let held = 0
  for (const b of message) {
    held = (held << 8) | b
    for (bits += 8; bits >= 5; bits -= 5) {
      out += letters[(held >> (bits - 5)) & 31] ?? ''
      held &= (1 << (bits - 5)) - 1
    }
  }
  if (bits > 0) out += letters[(held << (5 - bits)) & 31] ?? ''
  return `HTTPS://${host.toUpperCase()}/${letter}/${out}`
}
