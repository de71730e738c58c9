// The steps of the way, and what each leaves for the next.
import type { Page } from '@playwright/test'
import { expect, type Stage } from '../harness/fixtures.ts'
import { itemCode, newPerson, personID, readyPerson, train, type Person } from '../harness/acts.ts'
import { readBank } from '../harness/bank.ts'
import { Client, type Answer } from '../harness/client.ts'
import { openRoom, type TestRoom } from '../harness/room.ts'
import { enrol, enterBooked, walkIn } from './gate.ts'
import { apply, applyPermit, book, handInPhoto, register, seePermit, seeProvisional } from './portal.ts'
import { approvePhoto, reviewApplication } from './review.ts'
import { checkByCode, checkByNumber } from './verify.ts'

export class Walk {
  #item = ''
  #application = ''
  #room: TestRoom | undefined
  #seat = ''
  #record = ''
  #permit = { number: '', code: '', application: '' }

  constructor(
    private readonly stage: Stage,
    private readonly who: Person,
  ) {}

  private get house() {
    return this.stage.house
  }

  private get room(): TestRoom {
    if (!this.#room) throw new Error('no room')
    return this.#room
  }

  /** The person's own telephone. */
  private phone(): Promise<Page> {
    return this.stage.page('phone', 'portal')
  }

  async register(): Promise<void> {
    this.#item = await itemCode(this.house)
    await register(this.stage, await this.phone(), this.who)
  }

  async photo(): Promise<void> {
    await handInPhoto(this.stage, await this.phone())
  }

  async hours(): Promise<void> {
    await train(this.house, this.who, this.#item)
  }

  async approvePhoto(): Promise<void> {
    await approvePhoto(this.stage)
  }

  async apply(): Promise<void> {
    this.#application = await apply(this.stage, await this.phone())
  }

  async review(): Promise<void> {
    await reviewApplication(this.stage)
  }

  async book(): Promise<void> {
    await book(this.stage, await this.phone(), this.#application)
  }

  async openRoom(): Promise<void> {
    this.#room = await openRoom(this.house, 'R9', '第九考场', 45)
    const gate = await enrol(this.stage, 'gate', 'gate', this.room.gate, true)
    await this.stage.shots.take(gate, 'gate-idle')
    await this.seat('S1')
  }

  /** The terminal of a seat, enrolled when it is first needed. */
  private async seat(label: string): Promise<Page> {
    const seat = this.room.seats.find((one) => one.label === label)
    const name = `seat-${label}`
    if (!seat?.code) return this.stage.page(name, 'seat')
    const { code } = seat
    seat.code = ''
    return enrol(this.stage, name, 'seat', code, label === 'S1')
  }

  async enterBooked(): Promise<void> {
    const second = newPerson('阿卜杜热合曼·买买提吐尔逊', 12)
    const own = await readyPerson(this.house, second)
    const { items } = await own.get('/api/candidate/applications')
    const today = new Date(this.room.endsAt.getTime() + 8 * 3600_000).toISOString().slice(0, 10)
    const slots = (await own.get(`/api/candidate/slots?point=${this.room.point}&date=${today}`)).items as Answer[]
    const slot = slots.find((one) => one.room === this.room.id)
    const booking = await own.post('/api/candidate/bookings', { application: items[0].id, slot: slot.id })
    await own.post(`/api/candidate/bookings/${booking.id}/confirm`)
    const ticket = await own.post(`/api/candidate/bookings/${booking.id}/ticket`)
    const { pin } = await own.post(`/api/candidate/bookings/${booking.id}/pin`)
    const gate = await this.stage.page('gate', 'gate')
    await enterBooked(this.stage, gate, this.room, second, ticket.code as string, pin as string)
  }

  async walkIn(): Promise<void> {
    const gate = await this.stage.page('gate', 'gate')
    this.#seat = await walkIn(this.stage, gate, this.room, this.who)
  }

  async sit(): Promise<void> {
    const page = await this.seat(this.#seat)
    const token = await page.evaluate(() => (JSON.parse(localStorage.getItem('suikao.device') ?? '{}') as { token: string }).token)
    const seat = new Client(this.house, token)
    let state = await seat.post('/api/device/sitting/connect')
    const grip = () => ({ sitting: state.sitting, epoch: state.epoch })
    const notices = (state.notices as Answer[]).map(({ kind, version }) => ({ kind, version }))
    state = await seat.post('/api/device/sitting/pledge', { ...grip(), nonce: '5a'.repeat(16), notices })
    state = await seat.post('/api/device/sitting/practice', { ...grip(), skipped: false })
    state = await seat.post('/api/device/sitting/start', grip())
    const bank = readBank()
    let seq = state.last_seq as number
    const records = (state.sheet.questions as Answer[]).map((question) => {
      const right = (question.options as Answer[]).find((option) => option.text === bank.get(question.stem))
      return { seq: ++seq, kind: 'ANSWER', question: question.no, answer: right.letter, client_at: Date.now() }
    })
    await seat.post('/api/device/sitting/answers', { ...grip(), records })
    state = await seat.post('/api/device/sitting/submit', { ...grip(), last: seq })
    expect(state.outcome).toMatchObject({ points: 100, passed: true })
  }

  async provisional(): Promise<void> {
    await seeProvisional(this.stage, await this.phone(), 100)
  }

  async sign(): Promise<void> {
    const officer = await Client.staff(this.house, 'watch1')
    await expect.poll(async () => {
      const { items } = await officer.get('/api/staff/room-records')
      this.#record = (items as Answer[]).find((one) => one.room === this.room.id && one.state === 'DRAFT')?.id ?? ''
      return this.#record
    }, { timeout: 110_000, intervals: [1000] }).not.toBe('')
    const { hash } = await officer.get(`/api/staff/room-records/${this.#record}`)
    await officer.post(`/api/staff/room-records/${this.#record}/sign`, { hash })
  }

  async release(): Promise<void> {
    const releaser = await Client.staff(this.house, 'releaser')
    const { outcomes } = await releaser.post(`/api/staff/room-records/${this.#record}/release`, {})
    expect(outcomes).toEqual([expect.objectContaining({ done: 'RELEASED' })])
  }

  async practical(): Promise<void> {
    const manager = await Client.staff(this.house, 'manager')
    const assessors = [await Client.staff(this.house, 'assessor1'), await Client.staff(this.house, 'assessor2')]
    const ids: string[] = []
    for (const one of assessors) ids.push((await one.get('/api/staff/me')).id as string)
    const { items } = await manager.get('/api/staff/points')
    const person = await personID(await Client.staff(this.house, 'clerk'), this.who)
    const exam = await manager.post('/api/staff/practical', { person, item: this.#item, org: items[0].org, assessors: ids })
    const sheet = (exam.tasks as Answer[]).map((task) => ({ subject: task.subject, points: task.weight - 2, vetoes: [] }))
    for (const one of assessors) await one.post(`/api/staff/practical/${exam.id}/sheet`, { sheet })
  }

  async applyPermit(): Promise<void> {
    await applyPermit(this.stage, await this.phone())
    this.#permit.application = (await this.phone()).url().split('/').at(-1) ?? ''
  }

  async issue(): Promise<void> {
    await (await Client.staff(this.house, 'clerk')).post(`/api/staff/permit-applications/${this.#permit.application}/approve`)
    await (await Client.staff(this.house, 'issuer')).post(`/api/staff/permit-applications/${this.#permit.application}/issue`)
    this.#permit = { ...this.#permit, ...(await seePermit(this.stage, await this.phone())) }
  }

  async check(): Promise<void> {
    await checkByNumber(this.stage, this.#permit.number, this.who.name)
    await checkByCode(this.stage, this.#permit.code)
  }
}
