// People who exist in these tests only: document numbers by GB 11643 and a portrait.
import { deflateSync } from 'node:zlib'

/** An identity card number of a demo district with a right check digit. */
export function idNumber(birth: string, serial: number, male: boolean): string {
  const first = `420602${birth}${String(serial).padStart(2, '0')}${male ? 1 : 2}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first[at]), 0)
  return first + '10X98765432'[sum % 11]
}

const table = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function chunk(kind: string, body: Buffer): Buffer {
  const out = Buffer.alloc(body.length + 12)
  out.writeUInt32BE(body.length)
  out.write(kind, 4, 'latin1')
  body.copy(out, 8)
  let crc = 0xffffffff
  for (const byte of out.subarray(4, body.length + 8)) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 8)
  return out
}

/** A PNG: a head and shoulders on a white ground, of the size of a document photo. */
export function portrait(width = 590, height = 826): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const head = ((x - width / 2) / (width * 0.2)) ** 2 + ((y - height * 0.36) / (height * 0.2)) ** 2 < 1
      const body = ((x - width / 2) / (width * 0.4)) ** 2 + ((y - height) / (height * 0.36)) ** 2 < 1
      const [r, g, b] = head ? [226, 190, 164] : body ? [40, 60 + (y % 16), 110] : [252, 252, 252]
      rows.set([r, g, b] as number[], y * (width * 3 + 1) + 1 + x * 3)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}
