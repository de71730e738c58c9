// What a seat's own page sees, in a real browser under the content policy of the program: the worker loads, WebAssembly looks, one face
// is counted and known again, things are looked for with a model that was put there, the microphone is heard, and the server is told.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readBank } from './harness/bank.ts'
import { Client, type Answer } from './harness/client.ts'
import { filmFile } from './harness/films.ts'
import { expect, test as base } from './harness/fixtures.ts'
import { startHouse, type Engine, type House } from './harness/program.ts'
import { openRoom } from './harness/room.ts'
import { enrolSeat, Gate } from './harness/seat.ts'
import { allStored, answer, begin } from './walk/seat.ts'

/** The model that the library's own package brings; a program is not built with it (proctor/vision/MODELS.md). */
const library = resolve(import.meta.dirname, '../node_modules/@vladmandic/human/models')

const test = base.extend<object, { engine: Engine; house: House }>({
  house: [
    async ({ engine }, use) => {
      const models = mkdtempSync(join(tmpdir(), 'sk-things-'))
      for (const file of ['centernet.json', 'centernet.bin']) cpSync(join(library, file), join(models, file))
      const house = await startHouse(engine, false, { SUIKAO_MEDIA_OBJECTS: models, SUIKAO_MEDIA_OBJECTS_EVERY: '2s' })
      await use(house)
      await house.stop()
      rmSync(models, { recursive: true })
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})
test.describe.configure({ timeout: 300_000 })

interface Seen {
  faces: number
  turned: boolean
  level: number
  phone: number
  book: number
  like: number
}

test('the page of a seat counts one face with WebAssembly, knows it again, looks for things, hears, and tells the server', async ({ stage }) => {
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
  // The officer let this person in without asking about faces: only the page is told that they agreed.
  let wanted: { compare?: boolean; things?: { model: string } } = {}
  await page.route('**/api/device/media', async (route) => {
    wanted = (await (await route.fetch()).json()) as typeof wanted
    await route.fulfill({ json: { ...wanted, compare: true } })
  })
  await enrolSeat(page, await gate.code(label))
  await begin(stage, page, false)
  await expect(page.locator('.camera')).toHaveText('录音录像中')

  await expect.poll(() => hints.at(-1)?.faces, { timeout: 60_000, message: 'faces that the page tells of' }).toBe(1)
  await expect.poll(() => Math.max(0, ...hints.map((one) => one.level)), { timeout: 30_000, message: 'how loud it is' }).toBeGreaterThan(15)
  expect(wanted.compare, 'nobody is compared who was not asked').toBeUndefined()
  expect(hints.filter((one) => one.faces !== 1 || one.turned), 'this computer can look, and nothing else was seen').toEqual([])
  expect(page.workers().map((one) => new URL(one.url()).pathname.replace(/-[^-]+\.js$/, ''))).toContain('/assets/seeing.worker')
  expect(policy, 'the worker runs under a policy of its own').toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'$/)
  const wasm = [...fetched].find(([path]) => path.endsWith('.wasm'))
  expect(wasm?.[1], 'WebAssembly comes from this server').toBe('200 application/wasm')
  expect(fetched.get('/models/blazeface.bin')).toMatch(/^200 /)

  await expect.poll(() => fetched.get(`/models/${(wanted.things?.model ?? '').replace('.json', '.bin')}`), { timeout: 30_000, message: 'the model of things' }).toBe('200 application/octet-stream')
  await expect.poll(() => hints.at(-1)?.like, { timeout: 150_000, message: 'the person is known again' }).toBeGreaterThan(60)
  expect(hints.filter((one) => one.phone > 0 || one.book > 0), 'nobody holds anything').toEqual([])
  const { items } = await (await Client.staff(stage.house, 'manager')).get('/api/staff/detectors')
  const kiosk = (items as Answer[]).filter((one) => String(one.name).startsWith('kiosk.'))
  expect(kiosk.map(({ name }) => name)).toEqual(expect.arrayContaining(['kiosk.book', 'kiosk.phone', 'kiosk.sameperson']))
  expect(kiosk.filter(({ mode, clips }) => mode !== 'LOG' || clips !== 0), 'nobody measured what a page says').toEqual([])
  expect(wanted.things?.model, 'the version names the model').toContain(String(kiosk.find((one) => one.name === 'kiosk.phone')?.version))

  await answer(page, 1, 2, readBank()) // looking holds up nobody
  await allStored(page)
  expect(stage.faults, 'errors in the browser').toEqual([])
})
