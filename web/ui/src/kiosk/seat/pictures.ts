// The pictures and clips of the paper at a seat. Clips come last, and wait while an answer is on its way.
import type { Ref } from 'vue'
import { call, type Api } from '@/core/api'
import type { SheetQuestion } from '@/core/wire'
import { idle, isClip, makeClipLoader, pieceOf } from '@/kit/clips'
import { makePictures, type Pictures } from '@/kit/pictures'

interface Seen {
  sheet?: { questions: readonly SheetQuestion[] } | undefined
  unstored: { count: number }
}

/** How long a piece waits for answers at most, in milliseconds: while the line is cut they wait for long, and so would the clip. */
const patience = 10_000

export function seatPictures(api: Api, sitting: Readonly<Ref<Seen>>): Pictures {
  const path = '/api/device/sitting/pictures/{digest}'
  const clips = makeClipLoader({
    async piece(digest, from, to) {
      const answer = await api.GET(path, { params: { path: { digest }, header: { Range: `bytes=${from}-${to}` } }, parseAs: 'blob' })
      return pieceOf(await call(Promise.resolve(answer)) as unknown as Blob, answer.response)
    },
    async rest() {
      await idle()
      for (let waited = 0; sitting.value.unstored.count > 0 && waited < patience; waited += 100) await new Promise((done) => setTimeout(done, 100))
    },
  })
  const clip = (digest: string) => sitting.value.sheet?.questions.some((q) => q.media?.some((m) => m.digest === digest && isClip(m))) ?? false
  return makePictures({
    load: (digest, wanted) => (clip(digest) ? clips.load(digest, wanted) : call(api.GET(path, { params: { path: { digest } }, parseAs: 'blob' })) as unknown as Promise<Blob>),
    forget: clips.forget,
  })
}
