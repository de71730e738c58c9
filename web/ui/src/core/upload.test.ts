import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createUpload } from './upload'

/** What a browser does with a request, by hand. */
class Wire {
  headers: Record<string, string> = {}
  upload: { onprogress?: (e: { lengthComputable: boolean; loaded: number; total: number }) => void } = {}
  onload?: () => void
  onerror?: () => void
  onabort?: (() => void) | null
  status = 0
  responseText = ''
  url = ''
  sent: unknown
  aborted = false
  open(_: string, url: string) {
    this.url = url
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value
  }
  getAllResponseHeaders() {
    return 'x-request-id: abc\r\nretry-after: 2\r\n'
  }
  send(body: unknown) {
    this.sent = body
  }
  abort() {
    this.aborted = true
    this.onabort?.()
  }
  answer(status: number, body: string) {
    this.status = status
    this.responseText = body
    this.onload?.()
  }
}

let wire: Wire
const onProblem = vi.fn()
const file = new Blob(['x'])
const send = (sent?: (share: number) => void) =>
  createUpload({ locale: () => 'en', cookies: () => 'sk_csrf=t%20k', timeout: 1000, onProblem, request: () => (wire = new Wire()) as unknown as XMLHttpRequest })<{ sum: string }>('/api/x', { name: 'a b.zip', skip_known: true }, file, sent)

beforeEach(() => {
  vi.useFakeTimers()
  onProblem.mockClear()
})
afterEach(() => {
  vi.useRealTimers()
})

it('sends the file with what every request carries, and tells how much of it has left', async () => {
  const told: number[] = []
  const pending = send((share) => told.push(share))
  expect(wire.url).toBe('/api/x?name=a+b.zip&skip_known=true')
  expect(wire.sent).toBe(file)
  expect(wire.headers).toMatchObject({ 'X-SuiKao-CSRF': 't k', 'Accept-Language': 'en', 'Content-Type': 'application/octet-stream' })
  wire.upload.onprogress?.({ lengthComputable: true, loaded: 5, total: 20 })
  wire.upload.onprogress?.({ lengthComputable: false, loaded: 6, total: 0 })
  wire.answer(200, '{"sum":"s"}')
  expect(await pending).toEqual({ sum: 's' })
  expect(told).toEqual([0.25])
  expect(onProblem).not.toHaveBeenCalled()
})

it('makes a Problem of every failure and tells the page', async () => {
  for (const [act, code, status] of [
    [() => wire.answer(422, '{"code":"interchange.no_table","detail":"d"}'), 'interchange.no_table', 422],
    [() => wire.answer(401, ''), 'net.unreadable', 401],
    [() => wire.answer(200, '<html>'), 'net.unreadable', 200],
    [() => wire.onerror?.(), 'net.offline', 0],
    [() => wire.abort(), 'net.cancelled', 0],
  ] as const) {
    onProblem.mockClear()
    const pending = send()
    act()
    await expect(pending).rejects.toMatchObject({ code, status })
    expect(onProblem).toHaveBeenCalledOnce()
  }
})

it('waits as long as bytes leave, and gives up when nothing moves', async () => {
  const pending = send()
  for (let i = 0; i < 5; i++) {
    vi.advanceTimersByTime(900)
    wire.upload.onprogress?.({ lengthComputable: true, loaded: i, total: 20 })
  }
  expect(wire.aborted).toBe(false)
  vi.advanceTimersByTime(1100)
  await expect(pending).rejects.toMatchObject({ code: 'net.timeout' })
  expect(wire.aborted).toBe(true)
  expect(onProblem).toHaveBeenCalledOnce()
})
