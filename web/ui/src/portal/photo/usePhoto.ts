// From a picture on the phone to a document photo on file.
import { ref, shallowRef } from 'vue'
import { onScopeDispose } from 'vue'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useSession } from '../session'
import { useAct } from '../use/load'
import { openPicture, toJpeg } from '../use/shrink'
import { rawBody } from '../use/upload'
import { cut, firstView, photoSize, type View } from './crop'

export function usePhoto() {
  const api = useApi()
  const session = useSession()
  const act = useAct()
  const image = shallowRef<HTMLImageElement>()
  const view = ref<View>({ zoom: 1, x: 0.5, y: 0.5 })
  const unreadable = ref(false)
  let close = () => undefined as void
  onScopeDispose(() => close())

  async function choose(file: File | undefined) {
    if (!file) return
    unreadable.value = false
    act.problem.value = undefined
    try {
      const opened = await openPicture(file)
      close()
      close = opened.close
      image.value = opened.image
      view.value = firstView({ width: opened.image.naturalWidth, height: opened.image.naturalHeight })
    } catch {
      unreadable.value = true
    }
  }
  function drop() {
    close()
    image.value = undefined
    act.problem.value = undefined
  }
  /** The chosen part in the size of a document photo. */
  async function made(): Promise<Blob> {
    const from = image.value
    if (!from) throw new Error('nothing chosen')
    const canvas = Object.assign(document.createElement('canvas'), photoSize)
    const target = canvas.getContext('2d')
    if (!target) throw new Error('no canvas')
    const part = cut({ width: from.naturalWidth, height: from.naturalHeight }, view.value)
    target.imageSmoothingQuality = 'high'
    target.fillStyle = 'white'
    target.fillRect(0, 0, photoSize.width, photoSize.height)
    target.drawImage(from, part.left, part.top, part.width, part.height, 0, 0, photoSize.width, photoSize.height)
    return toJpeg(canvas, 0.95)
  }
  /** Sends it; true when the automatic check took it. */
  async function send(): Promise<boolean> {
    const sent = await act.run(async () => void (await call(api.PUT('/api/candidate/me/photo', rawBody(await made())))))
    if (sent) {
      drop()
      await session.refresh()
    }
    return sent
  }
  return { image, view, unreadable, choose, drop, send, busy: act.busy, problem: act.problem }
}
