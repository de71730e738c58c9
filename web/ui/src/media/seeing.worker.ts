// Looks for faces with the library, in a worker of its own. Only its detector is loaded, from this server; whatever would go to
// another backend than WebAssembly is ten times slower and is refused.
import { Human, type Config, type FaceResult } from '@vladmandic/human'
import type { Look, Looked } from './seeing'

const config: Partial<Config> = {
  backend: 'wasm', wasmPath: '/models/', modelBasePath: '/models/', cacheModels: false, async: false, debug: false, warmup: 'none',
  filter: { enabled: false }, gesture: { enabled: false }, body: { enabled: false }, hand: { enabled: false }, object: { enabled: false }, segmentation: { enabled: false },
  face: {
    enabled: true, detector: { modelPath: 'blazeface.json', rotation: false, maxDetected: 5, minConfidence: 0.5, skipFrames: 0, skipTime: 0 },
    mesh: { enabled: false }, iris: { enabled: false }, emotion: { enabled: false }, description: { enabled: false }, antispoof: { enabled: false }, liveness: { enabled: false },
  },
}

const answer = (message: Looked) => postMessage(message)
let canvas: OffscreenCanvas | undefined

async function open(): Promise<Human> {
  const human = new Human(config)
  await human.load()
  if (human.tf.getBackend() !== 'wasm') throw new Error(`backend ${human.tf.getBackend()}`)
  return human
}

let ready: Promise<Human> | undefined

onmessage = async ({ data: { picture } }: MessageEvent<Look>) => {
  try {
    ready ??= open()
    const human = await ready
    const begun = performance.now()
    canvas ??= new OffscreenCanvas(picture.width, picture.height)
    canvas.width = picture.width
    canvas.height = picture.height
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('canvas')
    context.drawImage(picture, 0, 0)
    const image = context.getImageData(0, 0, picture.width, picture.height)
    const { face } = await human.detect(image)
    const near = face.filter((f) => f.box[2] >= picture.width / 16)
    answer({ faces: near.length, turned: near.length === 1 && Math.abs(yaw(near[0]?.annotations)) > 0.45, ms: performance.now() - begun })
  } catch (err) {
    answer({ failed: err instanceof Error ? err.message : 'unknown' })
  } finally {
    picture.close()
  }
}

/** How far the nose stands from the middle of the eyes, in widths between them; as the server reckons it (proctor/vision). */
function yaw(points: FaceResult['annotations'] | undefined): number {
  const [l, r, n] = [points?.['leftEye']?.[0], points?.['rightEye']?.[0], points?.['nose']?.[0]]
  if (!l || !r || !n) return 0
  const [lx = 0, ly = 0] = l, [rx = 0, ry = 0] = r, [nx = 0, ny = 0] = n
  const [ex, ey] = [rx - lx, ry - ly]
  const d = ex * ex + ey * ey
  return d < 1 ? 0 : ((nx - (lx + rx) / 2) * ex + (ny - (ly + ry) / 2) * ey) / d
}
