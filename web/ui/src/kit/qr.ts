// QR codes, shown and read. Library: @nuintun/qrcode – both directions, no worker, no WebAssembly (the content policy
// forbids it), released in 2026. Import this file lazily where a page only sometimes needs it.
import { Alphanumeric, binarize, Byte, Charset, Decoder, Detector, Encoder, grayscale } from '@nuintun/qrcode'

/** A QR code as an SVG path on a grid of `size` modules, quiet zone of 4 included; null when text is too long. Level L is for signed codes on screens. */
export function qrPath(text: string, level: 'L' | 'M' = 'M'): { size: number; path: string } | null {
  try {
    const coarse = level === 'L' && /^[0-9A-Z $%*+\-./:]+$/.test(text) // fewer squares for the same text
    const code = new Encoder({ level }).encode(coarse ? new Alphanumeric(text) : new Byte(text, /^[\x20-\x7e]*$/.test(text) ? Charset.ISO_8859_1 : Charset.UTF_8))
    let path = ''
    for (let y = 0; y < code.size; y++) {
      for (let x = 0; x < code.size; x++) if (code.get(x, y) === 1) path += `M${x + 4} ${y + 4}h1v1h-1z`
    }
    return { size: code.size + 8, path }
  } catch {
    return null
  }
}

type Picture = Pick<ImageData, 'data' | 'width' | 'height'>

/**
 * The first QR code in a picture, or undefined. The detector is blind to codes whose squares are many pixels wide, so the
 * picture is looked at again in half its size, and again. About 15 ms for 640 × 480; call it a few times a second.
 */
export function readQr(image: Picture): string | undefined {
  for (let look = image; Math.min(look.width, look.height) >= smallest; look = half(look)) {
    const text = readAt(look)
    if (text !== undefined) return text
  }
  return undefined
}

/** Pixels below which no code of ours can be told. */
const smallest = 100

function readAt(image: Picture): string | undefined {
  const bits = binarize(grayscale(image as ImageData), image.width, image.height)
  const found = new Detector().detect(bits)
  const decoder = new Decoder()
  for (let next = found.next(); !next.done; ) {
    try {
      return decoder.decode(next.value.matrix).content
    } catch {
      next = found.next(false) // looked like a code, is none
    }
  }
  return undefined
}

/** Half as wide and high; each pixel the mean of four. */
function half({ data, width, height }: Picture): Picture {
  const [w, h] = [width >> 1, height >> 1]
  const out = new Uint8ClampedArray(w * h * 4)
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const from = (y * 2 * width + x * 2) * 4
      for (let c = 0; c < 4; c++) {
        const at = from + c
        out[(y * w + x) * 4 + c] = ((data[at] ?? 0) + (data[at + 4] ?? 0) + (data[at + width * 4] ?? 0) + (data[at + width * 4 + 4] ?? 0)) / 4
      }
    }
  }
  return { data: out, width: w, height: h }
}
