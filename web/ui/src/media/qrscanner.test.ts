// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { QrScanner, scannerTimes, type CameraState } from './qrscanner'

const tracks: { stop: ReturnType<typeof vi.fn>; onended: (() => void) | null }[] = []
function stream(): MediaStream {
  const track = { stop: vi.fn(), onended: null }
  tracks.push(track)
  return Object.assign(new MediaStream(), { getTracks: () => [track], getVideoTracks: () => [track] })
}

let states: CameraState[]
const make = (open: () => Promise<MediaStream>) =>
  new QrScanner({ read: () => undefined, onCode: () => undefined, onState: (s) => states.push(s), open })

beforeEach(() => {
  vi.useFakeTimers()
  tracks.length = 0
  states = []
})
afterEach(() => vi.useRealTimers())

it('says what is wrong with the camera and tries again', async () => {
  const open = vi.fn(() => Promise.reject(new DOMException('', 'NotAllowedError')))
  const scanner = make(open)
  scanner.start()
  await vi.advanceTimersByTimeAsync(0)
  expect(states).toEqual(['starting', 'forbidden'])
  open.mockImplementation(() => Promise.reject(new DOMException('', 'NotFoundError')))
  await vi.advanceTimersByTimeAsync(scannerTimes.again)
  expect(states.slice(2)).toEqual(['starting', 'none'])
  scanner.stop()
  await vi.advanceTimersByTimeAsync(scannerTimes.again * 3)
  expect(open).toHaveBeenCalledTimes(2)
})

it('turns the camera off when it is stopped, also while it is being opened', async () => {
  let give: (s: MediaStream) => void = () => undefined
  const scanner = make(() => new Promise((resolve) => (give = resolve)))
  scanner.start()
  scanner.stop()
  give(stream())
  await vi.advanceTimersByTimeAsync(0)
  expect(tracks[0]?.stop).toHaveBeenCalledOnce()
  expect(states.at(-1)).toBe('off')
})

it('opens the camera anew when it was pulled out', async () => {
  const open = vi.fn(() => Promise.resolve(stream()))
  const scanner = make(open)
  scanner.start()
  await vi.advanceTimersByTimeAsync(scannerTimes.look)
  expect(states.at(-1)).toBe('on')
  tracks[0]?.onended?.()
  expect(states.at(-1)).toBe('none')
  await vi.advanceTimersByTimeAsync(scannerTimes.again)
  expect(open).toHaveBeenCalledTimes(2)
  scanner.stop()
})
