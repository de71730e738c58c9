// Looks for faces, and where it is asked for things and at the person, with the library, in a worker of its own. Everything that is loaded
// comes from this server; whatever would go to another backend than WebAssembly is ten times slower and is refused.
import { Human, type Config, type FaceResult } from '@vladmandic/human'
import { Likeness } from './likeness'
import type { Look, Looked } from './seeing'

const config: Partial<Config> = {
  backend: 'wasm', wasmPath: '/models/', modelBasePath: '/models/', cacheModels: false, async: false, debug: false, warmup: 'none',
  filter: { enabled: false }, gesture: { enabled: false }, body: { enabled: false }, hand: { enabled: false }, segmentation: { enabled: false },
  object: { enabled: false, minConfidence: 0.1, iouThreshold: 0.4, maxDetected: 20, skipFrames: 0, skipTime: 0 },
  face: {
    enabled: true, detector: { modelPath: 'blazeface.json', rotation: false, maxDetected: 5, minConfidence: 0.5, skipFrames: 0, skipTime: 0 },
    description: { enabled: false, modelPath: 'faceres.json', skipFrames: 0, skipTime: 0, minConfidence: 0.1 },
    mesh: { enabled: false }, iris: { enabled: false }, emotion: { enabled: false }, antispoof: { enabled: false }, liveness: { enabled: false },
  },
}

/** Of the width of the picture: a face that counts, one that is described. And how straight the latter looks (proctor/vision). */
const counts = 1 / 16, described = 60 / 640, straight = 0.3, aside = 0.45

const answer = (message: Looked) => postMessage(message)
const person = new Likeness()
let canvas: OffscreenCanvas | undefined

async function open(): Promise<Human> {
  const human = new Human(config)
  await human.load()
  if (human.tf.getBackend() !== 'wasm') throw new Error(`backend ${human.tf.getBackend()}`)
  return human
}

let ready: Promise<Human> | undefined

onmessage = async ({ data: { picture, things, compare = false } }: MessageEvent<Look>) => {
  try {
    ready ??= open()
    const human = await ready
    const begun = performance.now()
    const { face, object } = await human.detect(pixels(picture), {
      face: { description: { enabled: compare } }, object: { enabled: things !== undefined, ...(things ? { modelPath: things } : {}) },
    })
    const near = face.filter((f) => f.box[2] >= picture.width * counts)
    const turn = near.length === 1 ? Math.abs(yaw(near[0]?.annotations)) : 0
    const said: Exclude<Looked, { failed: string }> = { faces: near.length, turned: turn > aside, ms: 0 }
    if (things) said.things = usable(human) ? { phone: best(object, 'cell phone'), book: best(object, 'book') } : 'none'
    if (compare) {
      const name = near.length === 1 && turn < straight && (near[0]?.box[2] ?? 0) >= picture.width * described ? near[0]?.embedding : undefined
      if (name?.length) said.like = person.take(name)
      said.unsure = person.wanting
    }
    answer({ ...said, ms: performance.now() - begun })
  } catch (err) {
    answer({ failed: err instanceof Error ? err.message : 'unknown' })
  } finally {
    picture.close()
  }
}

/** Whether the model of things came: the library goes on without one that did not. */
function usable(human: Human): boolean {
  return Boolean((human.models.models['centernet'] as unknown as { executor?: unknown } | null | undefined)?.executor)
}

function pixels(picture: ImageBitmap): ImageData {
  canvas ??= new OffscreenCanvas(picture.width, picture.height)
  if (canvas.width !== picture.width || canvas.height !== picture.height) [canvas.width, canvas.height] = [picture.width, picture.height]
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('canvas')
  context.drawImage(picture, 0, 0)
  return context.getImageData(0, 0, picture.width, picture.height)
}

/** The highest score of what bears this name. */
function best(all: { label: string; score: number }[], label: string): number {
  return Math.max(0, ...all.filter((one) => one.label === label).map((one) => one.score))
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
