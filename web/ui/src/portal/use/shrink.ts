// Photos from phones are larger than the server takes. They are made smaller in the browser, as sharp as possible.

/** The largest size of a picture whose longer side is at most `side`. */
export function fitInto(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** A picture as an element, upright as its camera says. Throws when it is none that this browser can read. */
export function openPicture(file: Blob): Promise<{ image: HTMLImageElement; close: () => void }> {
  const url = URL.createObjectURL(file)
  return new Promise((resolve, reject) => {
    const image = new Image()
    const close = () => URL.revokeObjectURL(url)
    image.onload = () => resolve({ image, close })
    image.onerror = () => {
      close()
      reject(new Error('not a picture'))
    }
    image.src = url
  })
}

export function toJpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality))
}

/** The file itself when it is small enough; else a JPEG of at most `bytes` with its longer side at most `side` pixels. */
export async function shrink(file: Blob, bytes: number, side = 2200): Promise<Blob> {
  if (file.size <= bytes) return file
  const { image, close } = await openPicture(file)
  try {
    for (let longest = side; longest >= 800; longest = Math.round(longest * 0.75)) {
      const size = fitInto(image.naturalWidth, image.naturalHeight, longest)
      const canvas = Object.assign(document.createElement('canvas'), size)
      canvas.getContext('2d')?.drawImage(image, 0, 0, size.width, size.height)
      const small = await toJpeg(canvas, 0.85)
      if (small.size <= bytes) return small
    }
    return file
  } finally {
    close()
  }
}
