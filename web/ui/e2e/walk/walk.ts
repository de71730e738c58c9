// The steps of the way, and what each leaves for the next.
import type { Page } from '@playwright/test'
import { expect, type Stage } from '../harness/fixtures.ts'
import { newPerson, readyPerson, type Person } from '../harness/acts.ts'
import { readBank } from '../harness/bank.ts'
import { layCable } from '../harness/cable.ts'
import { dateOf } from '../harness/clock.ts'
import { Client, type Answer } from '../harness/client.ts'
import { openRoom, seatCode, type TestRoom } from '../harness/room.ts'
import { until } from '../harness/servers.ts'
import { recordHours } from './centre.ts'
import { allowEarlyHandIn } from './desk.ts'
import { checkOffline } from './offline.ts'
import { enrol, enterBooked, walkIn } from './gate.ts'
import { cards, issueInRun, takeIn } from './cards.ts'
import { approvePermit, issuePermit, practical, releaseAll, signRecord, statusOnDays } from './office.ts'
import { apply, applyPermit, askReplacement, book, day, handInPhoto, register, seePermit, seeProvisional, stillIn } from './portal.ts'
import { approvePhoto, reviewApplication } from './review.ts'
import { begin, pullCable, sitPaper, twoTabs } from './seat.ts'
import { checkByCode, checkByNumber, checkReplaced } from './verify.ts'

interface Booked {
  who: Person
  ticket: string
  pin: string
}

export class Walk {
  #application = ''
  #room: TestRoom | undefined
  #seat = ''
  #second = ''
  #booked: Booked | undefined
  #record = ''
  #permit = { number: '', code: '' }

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
  private async phone(): Promise<Page> {
    const page = await this.stage.page('phone', 'portal')
    if (this.stage.aged('phone') && this.#application) await stillIn(page, this.who)
    return page
  }

  async register(): Promise<void> {
    await register(this.stage, await this.phone(), this.who)
  }

  async photo(): Promise<void> {
    await handInPhoto(this.stage, await this.phone())
  }

  async hours(): Promise<void> {
    await recordHours(this.stage, this.who)
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
    this.#room = await openRoom(this.house, 'R9', '第九考场')
    await allowEarlyHandIn(this.stage, this.#room.id)
    const gate = await enrol(this.stage, 'gate', 'gate', this.room.gate, true)
    await this.stage.shots.take(gate, 'gate-idle')
    const idle = await enrol(this.stage, 'seat-empty', 'seat', this.room.seats.at(-1)?.code ?? '', true)
    await this.stage.shots.take(idle, 'seat-idle')
    this.#booked = await this.bookSecond()
    await this.house.clock.until(this.room.startsAt)
  }

  /** Somebody else takes a place in the room's slot while it can still be booked. */
  private async bookSecond(): Promise<Booked> {
    const who = newPerson('阿卜杜热合曼·买买提吐尔逊', 12)
    const own = await readyPerson(this.house, who)
    const { items } = await own.get('/api/candidate/applications')
    const slot = await until('the slot, which is laid out within a minute', async () => {
      const slots = (await own.get(`/api/candidate/slots?point=${this.room.point}&date=${dateOf(this.room.startsAt)}`)).items as Answer[]
      const found = slots.find((one) => one.room === this.room.id)
      if (!found) throw new Error(`not among ${slots.length}`)
      return found.id as string
    }, 75_000)
    const booking = await own.post('/api/candidate/bookings', { application: items[0].id, slot })
    await own.post(`/api/candidate/bookings/${booking.id}/confirm`)
    const ticket = await own.post(`/api/candidate/bookings/${booking.id}/ticket`)
    const { pin } = await own.post(`/api/candidate/bookings/${booking.id}/pin`)
    return { who, ticket: ticket.code as string, pin: pin as string }
  }

  /** The terminal of a seat, enrolled when it is first needed. */
  private async seat(label: string, baseURL?: string): Promise<Page> {
    return enrol(this.stage, `seat-${label}`, 'seat', await seatCode(this.house, this.room, label), false, baseURL)
  }

  async enterBooked(): Promise<void> {
    if (!this.#booked) throw new Error('nobody has booked')
    const { who, ticket, pin } = this.#booked
    const gate = await this.stage.page('gate', 'gate')
    this.#second = await enterBooked(this.stage, gate, this.room, who, ticket, pin)
  }

  async walkIn(): Promise<void> {
    const gate = await this.stage.page('gate', 'gate')
    this.#seat = await walkIn(this.stage, gate, this.room, this.who)
  }

  async sit(): Promise<void> {
    const page = await this.seat(this.#seat)
    await sitPaper(this.stage, page, readBank())
  }

  /** The booked person's sitting meets a pulled cable and a second tab. */
  async faults(): Promise<void> {
    const cable = await layCable(this.house.url)
    try {
      const page = await this.seat(this.#second, cable.url)
      await begin(this.stage, page, false)
      await pullCable(this.stage, page, cable, readBank())
      await twoTabs(this.stage, `seat-${this.#second}`)
    } finally {
      await cable.stop()
    }
    const officer = await Client.staff(this.house, 'watch1')
    const { items } = await officer.get(`/api/staff/rooms/${this.room.id}/sittings?live=true`)
    expect((items as Answer[]).map(({ seatLabel, stored }) => ({ seatLabel, stored }))).toEqual([{ seatLabel: this.#second, stored: 6 }])
  }

  async provisional(): Promise<void> {
    await seeProvisional(this.stage, await this.phone(), 100)
  }

  /** The second window was the officer's own wish: what was noticed of it is closed, or it would hold the result. */
  async #settled(): Promise<void> {
    const officer = await Client.staff(this.house, 'watch1')
    const { items } = await officer.get(`/api/staff/incidents?room=${this.room.id}&limit=100`)
    for (const one of items.filter((x: { state: string }) => x.state === 'OPEN' || x.state === 'TAKEN')) {
      await officer.post(`/api/staff/incidents/${one.id}/close`, { finding: 'HANDLED', text: '值班员要求打开第二个窗口，已核实是本人' })
    }
  }

  /** Two hours later: the slot and the sittings in it are over. */
  async sign(): Promise<void> {
    await this.house.clock.until(this.room.endsAt)
    const officer = await Client.staff(this.house, 'watch1')
    await expect.poll(async () => {
      const { items } = await officer.get('/api/staff/room-records')
      this.#record = (items as Answer[]).find((one) => one.room === this.room.id && one.state === 'DRAFT')?.id ?? ''
      return this.#record
    }, { timeout: 110_000, intervals: [1000] }).not.toBe('')
    await signRecord(this.stage, this.room.name, this.#record)
  }

  async release(): Promise<void> {
    await this.#settled()
    await releaseAll(this.stage)
  }

  async practical(): Promise<void> {
    await practical(this.stage, this.who)
  }

  async applyPermit(): Promise<void> {
    await applyPermit(this.stage, await this.phone())
  }

  async issue(): Promise<void> {
    await approvePermit(this.stage, this.who)
    await issueInRun(this.stage)
    this.#permit = await seePermit(this.stage, await this.phone())
  }

  async cards(): Promise<void> {
    await cards(this.stage, this.who, await this.phone())
  }

  takeIn(): Promise<void> {
    return takeIn(this.stage)
  }

  /** A lost card is replaced: the old code says so, the new one counts. */
  async replace(): Promise<void> {
    await askReplacement(this.stage, await this.phone())
    await issuePermit(this.stage, this.who, '补发新证')
    await statusOnDays(this.stage, day(this.stage, -1))
    const old = this.#permit.code
    await (await this.phone()).goto('/permits')
    this.#permit = await seePermit(this.stage, await this.phone())
    expect(this.#permit.code).not.toBe(old)
    await checkReplaced(this.stage, old)
    await checkByCode(this.stage, this.#permit.code)
  }

  async offline(): Promise<void> {
    await checkOffline(this.stage, this.who, await this.phone())
  }

  async check(): Promise<void> {
    await checkByNumber(this.stage, this.#permit.number, this.who.name)
    await checkByCode(this.stage, this.#permit.code)
  }
}
