// Reading a QR with the camera or from a picture. The reader is loaded when it is first needed.
import { onScopeDispose, ref } from 'vue'
import { codeFrom } from './check'
import { parseText } from '@/core/permit/text'

export type ScanFault = 'none' | 'camera' | 'picture' | 'foreign'

/** With many, scanning goes on after a code: for a crew, one after the other. */
export function useScan(found: (text: string) => void, many: () => boolean = () => false) {
  const scanning = ref(false)
  const fault = ref<ScanFault>('none')
  let stream: MediaStream | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = ''
  const canvas = document.createElement('canvas')

  /** The text of a QR in a picture or a video's frame, undefined when there is none. */
  async function read(source: CanvasImageSource, width: number, height: number): Promise<string | undefined> {
    if (width === 0 || height === 0) return undefined
    const { readQr } = await import('@/kit/qr')
    const scale = Math.min(1, 1000 / Math.max(width, height))
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    const target = canvas.getContext('2d', { willReadFrequently: true })
    if (!target) return undefined
    target.drawImage(source, 0, 0, canvas.width, canvas.height)
    return readQr(target.getImageData(0, 0, canvas.width, canvas.height))
  }
  function take(text: string): boolean {
    const known = parseText(text) ? text : codeFrom(text)
    if (!known) {
      fault.value = 'foreign'
      return false
    }
    fault.value = 'none'
    const again = many()
    if (again && known === last) return false
    last = known
    if (!again) stop()
    found(known)
    return !again
  }
  async function start(video: HTMLVideoElement) {
    fault.value = 'none'
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      video.srcObject = stream
      await video.play()
    } catch {
      stop()
      fault.value = 'camera'
      return
    }
    const look = async () => {
      const text = await read(video, video.videoWidth, video.videoHeight).catch(() => undefined)
      if (!stream || (text && take(text))) return
      timer = setTimeout(() => void look(), 250)
    }
    void look()
  }
  function stop() {
    last = ''
    clearTimeout(timer)
    stream?.getTracks().forEach((track) => track.stop())
    stream = undefined
    scanning.value = false
  }
  async function picture(file: File | undefined) {
    if (!file) return
    fault.value = 'none'
    const url = URL.createObjectURL(file)
    try {
      const image = new Image()
      image.src = url
      await image.decode()
      const text = await read(image, image.naturalWidth, image.naturalHeight)
      if (text) take(text)
      else fault.value = 'picture'
    } catch {
      fault.value = 'picture'
    } finally {
      URL.revokeObjectURL(url)
    }
  }
  onScopeDispose(stop)
  return { scanning, fault, start, stop, picture }
}
