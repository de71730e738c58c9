// The way of a camera's offers over HTTP, after WHIP: an offer is posted, the answer comes at once.
import { asProblem, problemFrom } from '@/core/problem'
import type { CameraLine } from './seatcamera'

const sessions = '/api/device/media/sessions'
const limit = 10_000 // ms

/** `token`: the terminal's; it stands in a header, never in an address. */
export function cameraLine(token: () => string, ask: typeof fetch = (...args) => fetch(...args)): CameraLine {
  async function send(method: string, path: string, type?: string, body?: string): Promise<Response> {
    try {
      const response = await ask(path, {
        method, credentials: 'omit', signal: AbortSignal.timeout(limit),
        headers: { Authorization: `Bearer ${token()}`, ...(type ? { 'Content-Type': type } : {}) }, ...(body === undefined ? {} : { body }),
      })
      if (response.ok) return response
      throw problemFrom(response.status, await response.json().catch(() => undefined), response.headers)
    } catch (err) {
      throw asProblem(err)
    }
  }
  return {
    async publish(offer) {
      const response = await send('POST', sessions, 'application/sdp', offer)
      return { session: (response.headers.get('location') ?? '').split('/').at(-1) ?? '', answer: await response.text() }
    },
    renew: async (session, offer) => (await send('PATCH', `${sessions}/${session}`, 'application/sdp', offer)).text(),
    end: async (session) => void (await send('DELETE', `${sessions}/${session}`)),
    say: async (state) => void (await send('POST', '/api/device/media/state', 'application/json', JSON.stringify({ state }))),
  }
}
