// A person who is let into a room without a page of the gate, and the terminal of the seat that they got.
import type { Page } from '@playwright/test'
import { newPerson, readyPerson, type Person } from './acts.ts'
import { Client, layCard } from './client.ts'
import type { Stage } from './fixtures.ts'
import { seatCode, type TestRoom } from './room.ts'
import { Witness } from './witness.ts'

export interface Seated {
  label: string
  /** Of the page on the stage. */
  name: string
  page: Page
  witness: Witness
}

/** The person with a number: each test's people have a range of their own. */
const whoComes = (serial: number): Person => newPerson('古丽娜尔·艾合买提', serial)

export class Gate {
  #client: Client | undefined
  #terminals = 0
  readonly #ready = new Map<number, Promise<unknown>>()

  constructor(
    private readonly stage: Stage,
    readonly room: TestRoom,
  ) {}

  /** Has somebody registered, trained and approved before they come: several at once, or the first who comes waits for it. */
  ready(serial: number, language?: string): Promise<unknown> {
    const known = this.#ready.get(serial) ?? readyPerson(this.stage.house, whoComes(serial), language)
    this.#ready.set(serial, known)
    return known
  }

  /** 现在就考, confirmed by the officer. Gives the seat's label. */
  async admit(serial: number): Promise<string> {
    const { house } = this.stage
    const who = whoComes(serial)
    await this.ready(serial)
    const gate = (this.#client ??= await Client.device(house, this.room.gate))
    await layCard(house, this.room.id, who)
    const found = await gate.post('/api/device/gate/check', { card: true })
    await gate.post('/api/device/gate/take', { visit: found.visit, application: found.offers[0].application })
    await gate.post('/api/device/gate/officer', { visit: found.visit })
    const officer = await Client.staff(house, 'watch2')
    await officer.post(`/api/staff/matches/${found.visit}/confirm`, {})
    const { seat } = await gate.post('/api/device/gate/look', { visit: found.visit })
    await layCard(house, this.room.id)
    return seat as string
  }

  /** The terminal of a seat, watched. url: the program's, or a cable to it. */
  async terminal(label: string, url = this.stage.house.url): Promise<Seated> {
    const witness = new Witness()
    const name = `${this.room.name}-${label}-${++this.#terminals}`
    const page = await this.stage.page(name, 'seat', { baseURL: url }, (context) => witness.watch(context))
    await enrolSeat(page, await this.code(label))
    return { label, name, page, witness }
  }

  /** A new code for a seat: whoever sat there before has left, and so has their terminal. */
  code(label: string): Promise<string> {
    return seatCode(this.stage.house, this.room, label)
  }
}

export async function enrolSeat(page: Page, code: string): Promise<void> {
  await page.goto('/kiosk/')
  await page.getByLabel('一次性代码').fill(code)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '登记这台终端' }).waitFor({ state: 'detached' })
}
