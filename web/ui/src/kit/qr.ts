// QR codes, shown and read. Library: @nuintun/qrcode – both directions, no worker, no WebAssembly (the content policy
// forbids it), released in 2026. Import this file lazily where a page only sometimes needs it.
import { binarize, Byte, Charset, Decoder, Detector, Encoder, grayscale } from '@nuintun/qrcode'

/** A QR code as an SVG path on a grid of `size` modules, quiet zone of 4 included. Level M; null when text is too long. */
export function qrPath(text: string): { size: number; path: string } | null {
  try {
    const code = new Encoder({ level: 'M' }).encode(new Byte(text, /^[\x20-\x7e]*$/.test(text) ? Charset.ISO_8859_1 : Charset.UTF_8))
    let path = ''
    for (let y = 0; y < code.size; y++) {
      for (let x = 0; x < code.size; x++) if (code.get(x, y) === 1) path += `M${x + 4} ${y + 4}h1v1h-1z`
    }
    return { size: code.size + 8, path }
  } catch {
    return null
  }
}

/** The first QR code in a picture, or undefined. About 10 ms for 640 × 480; call it a few times a second. */
export function readQr(image: Pick<ImageData, 'data' | 'width' | 'height'>): string | undefined {
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
