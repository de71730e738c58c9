// A still of a clip, taken from what a video element shows.

/** The frame that is shown, as a picture; undefined where nothing is. */
export async function stillOf(film: HTMLVideoElement): Promise<Blob | undefined> {
  if (!film.videoWidth || !film.videoHeight) return undefined
  const board = document.createElement('canvas')
  board.width = film.videoWidth
  board.height = film.videoHeight
  board.getContext('2d')?.drawImage(film, 0, 0)
  return (await new Promise<Blob | null>((done) => board.toBlob(done, 'image/png'))) ?? undefined
}

/** A still of a file, from a little behind its beginning, which is often black; undefined where this browser cannot play it. */
export async function firstStill(file: Blob, patience = 8_000): Promise<Blob | undefined> {
  const film = document.createElement('video')
  film.muted = true
  film.preload = 'auto'
  film.src = URL.createObjectURL(file)
  try {
    await came(film, 'loadeddata', patience)
    film.currentTime = Math.min(0.5, (Number.isFinite(film.duration) ? film.duration : 0) / 2)
    await came(film, 'seeked', patience)
    return await stillOf(film)
  } catch {
    return undefined
  } finally {
    URL.revokeObjectURL(film.src)
    film.removeAttribute('src')
  }
}

function came(film: HTMLVideoElement, event: string, patience: number): Promise<void> {
  return new Promise((done, fail) => {
    film.addEventListener(event, () => done(), { once: true })
    film.addEventListener('error', () => fail(new Error('the clip does not play here')), { once: true })
    setTimeout(() => fail(new Error('the clip does not come')), patience)
  })
}
