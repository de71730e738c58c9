// What a seat's own page sees, in a real browser under the content policy of the program: the worker loads, WebAssembly looks, one face
// is counted, the microphone is heard, and the server is told.
import { readBank } from './harness/bank.ts'
import { filmFile } from './harness/films.ts'
import { expect, test } from './harness/fixtures.ts'
import { openRoom } from './harness/room.ts'
import { enrolSeat, Gate } from './harness/seat.ts'
import { allStored, answer, begin } from './walk/seat.ts'

test.describe.configure({ timeout: 180_000 })

interface Seen {
  faces: number
  turned: boolean
  level: number
}

test('the page of a seat counts one face with WebAssembly, hears, and tells the server', async ({ stage }) => {
  const gate = new Gate(stage, await openRoom(stage.house, 'V1', '看见考场', { seats: 2, earliestSubmit: 0, officers: ['watch2', 'watch1'] }))
  await stage.house.clock.until(gate.room.startsAt)
  const label = await gate.admit(90)
  const page = await stage.cameraPage('seeing', 'seat', filmFile('person'))
  const hints: Seen[] = []
  const fetched = new Map<string, string>()
  let policy = ''
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => {
    const { type, body } = JSON.parse(String(payload)) as { type?: string; body?: Seen }
    if (type === 'seeing' && body) hints.push(body)
  }))
  page.context().on('response', (answer) => {
    const path = new URL(answer.url()).pathname
    if (path.startsWith('/assets/seeing.worker')) policy = answer.headers()['content-security-policy'] ?? ''
    if (path.startsWith('/models/')) fetched.set(path, `${answer.status()} ${answer.headers()['content-type'] ?? ''}`)
  })
  await enrolSeat(page, await gate.code(label))
  await begin(stage, page, false)
  await expect(page.locator('.camera')).toHaveText('录音录像中')

  await expect.poll(() => hints.at(-1)?.faces, { timeout: 60_000, message: 'faces that the page tells of' }).toBe(1)
  await expect.poll(() => Math.max(0, ...hints.map((one) => one.level)), { timeout: 30_000, message: 'how loud it is' }).toBeGreaterThan(15)
  expect(hints.filter((one) => one.faces !== 1 || one.turned), 'this computer can look, and nothing else was seen').toEqual([])
  expect(page.workers().map((one) => new URL(one.url()).pathname.replace(/-[^-]+\.js$/, ''))).toContain('/assets/seeing.worker')
  expect(policy, 'the worker runs under a policy of its own').toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'$/)
  const wasm = [...fetched].find(([path]) => path.endsWith('.wasm'))
  expect(wasm?.[1], 'WebAssembly comes from this server').toBe('200 application/wasm')
  expect(fetched.get('/models/blazeface.bin')).toMatch(/^200 /)

  await answer(page, 1, 2, readBank()) // looking holds up nobody
  await allStored(page)
  expect(stage.faults, 'errors in the browser').toEqual([])
})
