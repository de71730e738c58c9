// What a seat tests of itself before a sitting: the parts, and how a measurement is judged. The server asks for a test, adds what
// it knows (clock, agent) and decides what follows.
import { call, loose, type Api } from '@/core/api'

export type Part = 'camera' | 'microphone' | 'speaker' | 'storage' | 'network'

export interface Found {
  part: Part
  ok: boolean
  /** Code; absent when ok. */
  why?: string
}

export interface Wanted {
  run?: string
  parts: string[]
  now: string
}

const good = (part: Part): Found => ({ part, ok: true })
const bad = (part: Part, why: string): Found => ({ part, ok: false, why })

/** A lens that sees anything has light and differences; a covered one has neither. Pixels are RGBA. */
export function judgePicture(pixels: Uint8ClampedArray | readonly number[]): Found {
  let sum = 0
  let squares = 0
  const n = Math.floor(pixels.length / 4)
  if (n === 0) return bad('camera', 'no_picture')
  for (let i = 0; i < n * 4; i += 4) {
    const y = 0.299 * (pixels[i] ?? 0) + 0.587 * (pixels[i + 1] ?? 0) + 0.114 * (pixels[i + 2] ?? 0)
    sum += y
    squares += y * y
  }
  const mean = sum / n
  const spread = Math.sqrt(Math.max(0, squares / n - mean * mean))
  if (mean < 12) return bad('camera', 'dark')
  return spread < 6 ? bad('camera', 'covered') : good('camera')
}

const window = 1024 // samples, about 20 ms
const alive = 1e-4 // from the lowest to the highest sample of a window: three steps of 16 bits

/**
 * A microphone that works has a noise floor in the quietest room; one that is muted gives the same value on and on, or the last bit of its
 * converter, and at most one click when it was opened. `heard`: it heard the seat's own tone, so it works even where its driver cuts what is
 * quiet. Samples are −1 to 1, about a second of them.
 */
export function judgeMicrophone(samples: Float32Array | readonly number[], heard = false): Found {
  let living = 0
  for (let from = 0; from < samples.length; from += window) {
    let [low, high] = [Infinity, -Infinity]
    for (let i = from; i < Math.min(from + window, samples.length); i++) {
      low = Math.min(low, samples[i] ?? 0)
      high = Math.max(high, samples[i] ?? 0)
    }
    if (high - low > alive) living++
  }
  return heard || living >= 2 ? good('microphone') : bad('microphone', 'silent')
}

/** The tone must be heard at least 8 dB above what was there before. Levels are dB. */
export function judgeSpeaker(before: number, during: number): Found {
  return during - before >= 8 ? good('speaker') : bad('speaker', 'not_heard')
}

/** The median of some round trips, in ms. */
export function judgeNetwork(times: readonly number[]): Found {
  const sorted = [...times].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  if (median === undefined) return bad('network', 'no_answer')
  return median <= 500 ? good('network') : bad('network', 'slow')
}

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

async function camera(): Promise<Found> {
  let stream: MediaStream | undefined
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 240 } })
    const video = document.createElement('video')
    video.muted = true
    video.srcObject = stream
    await video.play()
    await wait(1200) // exposure settles
    const canvas = document.createElement('canvas')
    canvas.width = 160
    canvas.height = 120
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    if (!pen) return bad('camera', 'no_picture')
    pen.drawImage(video, 0, 0, 160, 120)
    return judgePicture(pen.getImageData(0, 0, 160, 120).data)
  } catch {
    return bad('camera', 'absent')
  } finally {
    stream?.getTracks().forEach((t) => t.stop())
  }
}

const tone = 1000 // Hz

async function sound(): Promise<Found[]> {
  let stream: MediaStream | undefined
  const audio = new AudioContext()
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } })
    await audio.resume()
    const ear = audio.createAnalyser()
    ear.fftSize = 2048
    audio.createMediaStreamSource(stream).connect(ear)
    const memory = audio.createAnalyser()
    memory.fftSize = 32768 // two thirds of a second
    audio.createMediaStreamSource(stream).connect(memory)
    await wait(300) // the click of its opening
    const samples = new Float32Array(memory.fftSize * 2)
    for (const part of [0, 1]) {
      await wait((1000 * memory.fftSize) / audio.sampleRate)
      memory.getFloatTimeDomainData(samples.subarray(part * memory.fftSize, (part + 1) * memory.fftSize))
    }
    const level = () => {
      const bins = new Float32Array(ear.frequencyBinCount)
      ear.getFloatFrequencyData(bins)
      return bins[Math.round((tone * ear.fftSize) / audio.sampleRate)] ?? -Infinity
    }
    const before = Math.max(level(), -120)
    const beep = audio.createOscillator()
    const volume = audio.createGain()
    volume.gain.value = 0.2
    beep.frequency.value = tone
    beep.connect(volume).connect(audio.destination)
    beep.start()
    await wait(400)
    const during = Math.max(level(), -120)
    beep.stop()
    const speaker = judgeSpeaker(before, during)
    return [stream.getAudioTracks().some((t) => t.muted) ? bad('microphone', 'silent') : judgeMicrophone(samples, speaker.ok), speaker]
  } catch {
    return [bad('microphone', 'absent'), bad('speaker', 'not_heard')]
  } finally {
    stream?.getTracks().forEach((t) => t.stop())
    void audio.close()
  }
}

async function storage(): Promise<Found> {
  const name = 'suikao-selftest'
  try {
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const open = indexedDB.open(name, 1)
      open.onupgradeneeded = () => open.result.createObjectStore('probe')
      open.onsuccess = () => done(open.result)
      open.onerror = () => fail(new Error('open'))
    })
    const word = String(performance.now())
    const read = await new Promise<unknown>((done, fail) => {
      const tx = db.transaction('probe', 'readwrite')
      tx.objectStore('probe').put(word, 'k')
      const get = tx.objectStore('probe').get('k')
      tx.oncomplete = () => done(get.result)
      tx.onerror = () => fail(new Error('write'))
    })
    db.close()
    indexedDB.deleteDatabase(name)
    if (read !== word) return bad('storage', 'forgets')
    const { quota = 0, usage = 0 } = await navigator.storage.estimate()
    return quota - usage >= 20 * 1024 * 1024 ? good('storage') : bad('storage', 'full')
  } catch {
    return bad('storage', 'refused')
  }
}

async function network(api: Api): Promise<Found> {
  const times: number[] = []
  for (let i = 0; i < 5; i++) {
    const begin = performance.now()
    try {
      await ask(api)
      times.push(performance.now() - begin)
    } catch {
      // no answer is no time
    }
  }
  return judgeNetwork(times)
}

export const ask = (api: Api) => call(loose(api).GET<Wanted>('/api/device/selftest'))

/** Tests everything and sends it; true when the seat passed. */
export async function testSeat(api: Api, run: string): Promise<boolean> {
  const parts = [await camera(), ...(await sound()), await storage(), await network(api)]
  const { passed } = await call(loose(api).POST<{ passed: boolean }>('/api/device/selftest', { body: { run, parts, clock: new Date().toISOString() } }))
  return passed
}
