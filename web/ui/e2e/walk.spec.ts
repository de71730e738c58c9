// The whole path from registration to the public check, on the built program. One test a step, in order: each goes on
// where the one before stopped. `playwright.config.ts` runs it on SQLite alone and on MariaDB with Redis.
import { expect, test } from './harness/fixtures.ts'
import { newPerson } from './harness/acts.ts'
import { Walk } from './walk/walk.ts'

test.describe.configure({ mode: 'serial' })

const who = newPerson('热依扎·买买提', 11)
let walk: Walk

test.beforeAll(async ({ stage }) => {
  await stage.fresh()
  walk = new Walk(stage, who)
})

test('a person registers on the phone', () => walk.register())
test('the person hands in a photo', () => walk.photo())
test('the centre records the hours', () => walk.hours())
test('the clerk approves the photo', () => walk.approvePhoto())
test('the person applies with all materials', () => walk.apply())
test('the clerk accepts and approves', () => walk.review())
test('a slot is held, booked, and given back', () => walk.book())
test('the manager opens a room', async () => {
  test.setTimeout(180_000)
  await walk.openRoom()
})
test('the person walks in, matched by the officer', () => walk.walkIn())
test('somebody with a ticket comes in by card and PIN', () => walk.enterBooked())
test('the person sits and hands in', async () => {
  test.setTimeout(240_000)
  await walk.sit()
})
test('the result is on the phone at once', () => walk.provisional())
test('a pulled cable and a second tab lose nothing', async () => {
  test.setTimeout(240_000)
  await walk.faults()
})
test('the officer signs the room record', async () => {
  test.setTimeout(180_000)
  await walk.sign()
})
test('another person releases the result', async () => {
  test.setTimeout(180_000)
  await walk.release()
})
test('two assessors enter the practical', () => walk.practical())
test('the person applies for the permit', () => walk.applyPermit())
test('the clerk reviews, the issuer issues in a run', () => walk.issue())
test('a stranger checks the permit', () => walk.check())
test('blank cards come in, one is spoiled, one is handed out', async () => {
  test.setTimeout(120_000)
  await walk.cards()
})
test('a permit of before comes in from a file', () => walk.takeIn())
test('a lost permit is replaced, and its old code says so', async () => {
  test.setTimeout(120_000)
  await walk.replace()
})
test('its printed code is checked without a network, until it is revoked', async () => {
  test.setTimeout(180_000)
  await walk.offline()
})
test('nothing went wrong on any page', ({ stage }) => {
  expect(stage.faults, 'errors in the browser').toEqual([])
  expect(stage.shots.findings, 'assistive technology, sideways scrolling').toEqual([])
})
