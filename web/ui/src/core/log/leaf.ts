// A leaf of the house's log: what kind of record it stands for, the record's salted digest, the earlier leaf that it rests on.

export interface Leaf {
  label: string // empty: of before there were labels
  digest: string // base64
  names: number | undefined
}

/** The published log does not say what it should. */
export class BadLog extends Error {}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Cuts a file of entries into leaves. Throws BadLog unless it holds exactly so many. */
export function unbundle(file: Uint8Array, count: number): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const out: Uint8Array[] = []
  let at = 0
  while (out.length < count) {
    const end = at + 2 <= file.length ? at + 2 + view.getUint16(at) : Infinity
    if (end > file.length) throw new BadLog('entries end too early')
    out.push(file.subarray(at + 2, end))
    at = end
  }
  if (at !== file.length) throw new BadLog('entries go on')
  return out
}

const form = /^([a-z0-9_/-]{1,20}(?:\.[a-z-]{1,20})?) ([A-Za-z0-9+/]{43}=)(?: (0|[1-9]\d{0,14}))?$/

/** Reads a leaf. Throws BadLog. */
export function parseLeaf(bytes: Uint8Array): Leaf {
  if (bytes.length === 32) return { label: '', digest: btoa(String.fromCharCode(...bytes)), names: undefined }
  let text = ''
  try {
    text = utf8.decode(bytes)
  } catch {
    // no text
  }
  const found = form.exec(text)
  if (!found) throw new BadLog('no leaf')
  return { label: found[1] ?? '', digest: found[2] ?? '', names: found[3] === undefined ? undefined : Number(found[3]) }
}
