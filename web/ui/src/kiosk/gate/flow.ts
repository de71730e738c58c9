// The gate's steps, without Vue: what is shown, what is asked, when the screen forgets a person. The server decides everything;
// this only leads from one answer to the next question, and never leaves anybody without one.
import { asProblem, type Problem } from '@/core/problem'
import { CardWatch } from './cardwatch'
import type { GateApi, GateView, Sign } from './gateapi'
import { citizenForm, gateTimes, stepFor, ticketForm, type GateScreen, type Step, type Way } from './screens'

export interface GateFlowOptions {
  api: GateApi
  onChange: (screen: GateScreen) => void
  /** The server has called staff by itself (three failures, a broken reader, a door). */
  onCalled?: () => void
  /** The door is for people who go out alone. */
  out?: boolean
}

export class GateFlow {
  /** The screen on which nobody is. */
  readonly home: Extract<Step, 'idle' | 'leaving'>
  readonly #fresh: GateScreen
  #screen: GateScreen
  #leaving: boolean // what is shown next belongs to somebody who goes out
  #greeted = false
  #stowed = false
  #way: Way
  #run = 0 // answers of an earlier person are not shown to the next
  #left = 0 // ms of patience
  #last = { ticket: '', until: 0 }
  #beat: ReturnType<typeof setInterval> | undefined
  #looking = false
  #sinceLook = 0
  readonly #watch: CardWatch

  constructor(private readonly options: GateFlowOptions) {
    this.#leaving = options.out === true
    this.home = options.out ? 'leaving' : 'idle'
    this.#screen = this.#fresh = { step: this.home, busy: false, reader: 'unknown' }
    this.#watch = new CardWatch(options.api.reader, {
      onReader: (reader) => this.#show({ reader }),
      onCard: () => this.#cardLaid(),
      onDown: () => {
        if (this.#screen.step === 'card') void this.#ask((visit) => this.options.api.card(visit))
      },
    })
  }

  get screen(): GateScreen {
    return this.#screen
  }

  /** Whoever stands there wants to go out. */
  get leaving(): boolean {
    return this.#leaving
  }

  start(): void {
    this.#left = gateTimes.patience
    this.#beat ??= setInterval(() => this.#second(), 1000)
    this.#watch.start()
    this.#show({})
  }

  stop(): void {
    clearInterval(this.#beat)
    this.#beat = undefined
    this.#watch.stop()
    this.reset()
  }

  /** Somebody touched the screen or a key: they are still there. */
  touch(): void {
    this.#left = gateTimes.patience
    if (this.#screen.patience !== undefined && this.#screen.patience * 1000 < gateTimes.patience) this.#show({})
  }

  /** Back to the start; the visit is given up and everything about the person is forgotten. */
  reset(): void {
    const { view } = this.#screen
    if (view?.visit && (view.state === 'OPEN' || view.state === 'WAITING')) void this.options.api.leave(view.visit).catch(() => undefined)
    this.#run++
    this.#leaving = this.options.out === true
    this.#greeted = this.#stowed = false
    this.#way = undefined
    this.#left = gateTimes.patience
    this.#last = { ...this.#last, until: Date.now() + gateTimes.sameTicket } // the telephone may still be before the camera
    this.#screen = { ...this.#fresh, reader: this.#screen.reader }
    this.#show({})
  }

  /** A code came from the camera or from a scanner. False when it is not for the gate: keys that a person typed quickly. */
  scan(text: string): boolean {
    if (this.#screen.step === 'typing' && !ticketForm.test(text.trim())) return false
    if (!this.#screen.busy && (['idle', 'leaving', 'typing', 'refused', 'failed', 'admitted', 'left'] as Step[]).includes(this.#screen.step)) this.#scanned(text)
    return true
  }

  #scanned(text: string): void {
    if (text === this.#last.ticket && (this.#screen.step !== this.home || Date.now() < this.#last.until)) return
    const leaving = this.options.out === true || (this.#leaving && this.#screen.step !== 'left')
    this.#begin()
    this.#leaving = leaving
    const code = text.trim()
    this.#last = { ticket: text, until: Date.now() + gateTimes.sameTicket }
    if (ticketForm.test(code)) void this.#check({ ticket: code })
    else if (citizenForm.test(code)) void this.#check({ kind: 'ID_CARD', number: code.toUpperCase() })
    else this.#show({ step: 'refused', trouble: { code: 'gate.not_a_ticket', text: '' } })
  }

  typeNumber(): void {
    const leaving = this.#leaving
    this.#begin()
    this.#leaving = leaving
    this.#show({ step: 'typing' })
  }

  /** Somebody wants to go out. */
  goOut(): void {
    this.#begin()
    this.#leaving = true
    this.#watch.call()
    this.#show({ step: 'leaving' })
  }

  number(kind: string, number: string): void {
    if (!this.#screen.busy) void this.#check({ kind, number })
  }

  /** "It is me." */
  greeted(): void {
    this.#greeted = true
    this.#goOn()
  }

  /** Telephone and bags are put away: where there is a detector it says so, elsewhere the person's word is noted. */
  stowed(): void {
    const { view } = this.#screen
    if (view?.lockers || view?.detector) return void this.#ask((visit) => this.options.api.screen(visit, true))
    if (view?.visit) void this.options.api.screen(view.visit, true).catch(() => undefined) // nobody waits for a note
    this.#stowed = true
    this.#goOn()
  }

  take(application: string): void {
    void this.#ask((visit) => this.options.api.take(visit, application))
  }

  pin(pin: string): void {
    void this.#ask((visit) => this.options.api.pin(visit, pin))
  }

  /** Face or PIN: the person chooses, and may choose again. */
  choose(way: Way): void {
    this.#way = way
    this.#goOn()
    if (this.#screen.step === 'face') this.compare()
  }

  /** The person agrees to a version of the notice; then the camera looks. */
  agree(version: number, lang: string): void {
    void this.#ask((visit) => this.options.api.agree(visit, version, lang)).then(() => {
      if (this.#screen.step === 'face' && !this.#screen.trouble) this.compare()
    })
  }

  compare(): void {
    void this.#ask((visit) => this.options.api.face(visit))
  }

  askOfficer(): void {
    void this.#ask((visit) => this.options.api.officer(visit))
  }

  /** Another try after no answer came. */
  retry(): void {
    if (this.#screen.view?.visit) this.#goOn()
    else this.reset()
  }

  #begin(): void {
    this.#run++
    this.#leaving = this.options.out === true
    this.#greeted = this.#stowed = false
    this.#way = undefined
    this.#left = gateTimes.patience
    this.#screen = { ...this.#fresh, reader: this.#screen.reader }
  }

  /** False: nobody wants a card now; the next person may have laid theirs while this one still reads. */
  #cardLaid(): boolean {
    const { step, busy } = this.#screen
    if (busy) return false
    if (step === this.home) {
      this.#begin()
      void this.#check({ card: true })
    } else if (step === 'leaving') void this.#check({ card: true })
    else if (step === 'card') void this.#ask((visit) => this.options.api.card(visit))
    else return false
    return true
  }

  async #check(sign: Sign): Promise<void> {
    await this.#do(() => (this.#leaving ? this.options.api.exit(sign) : this.options.api.check(sign)))
  }

  async #ask(step: (visit: string) => Promise<GateView>): Promise<void> {
    const visit = this.#screen.view?.visit
    if (visit && !this.#screen.busy) await this.#do(() => step(visit))
  }

  async #do(work: () => Promise<GateView>): Promise<void> {
    const run = this.#run
    this.#left = gateTimes.patience
    this.#show({ busy: true, trouble: undefined, problem: undefined })
    try {
      const view = await work()
      if (run === this.#run) this.#take(view)
    } catch (err) {
      if (run === this.#run) this.#fail(asProblem(err))
    }
  }

  #take(view: GateView): void {
    if (view.callPerson) this.options.onCalled?.()
    this.#left = gateTimes.patience
    this.#screen = { ...this.#screen, busy: false, view, trouble: view.trouble }
    this.#goOn()
  }

  #fail(problem: Problem): void {
    const gone = problem.code === 'gate.visit_over'
    const trouble = problem.status > 0 && problem.status < 500 ? { code: problem.code, text: problem.detail } : undefined
    if (trouble && this.#screen.step === 'typing') this.#show({ busy: false, trouble })
    else if (trouble) this.#show({ busy: false, step: 'refused', trouble, ...(gone ? { view: undefined } : {}) })
    else this.#show({ busy: false, step: 'failed', problem })
  }

  /** The screen that the view asks for. */
  #goOn(): void {
    const { view } = this.#screen
    const step = stepFor(view, this.#greeted, this.#stowed || view?.screened !== undefined, this.#way)
    this.#show({ step, problem: undefined })
    if (step === 'locker' && view?.lockers && !view.locker && !view.trouble) void this.#ask((visit) => this.options.api.screen(visit, false))
    if (step === 'officer' && view?.state === 'OPEN') this.askOfficer()
  }

  #second(): void {
    const { step, busy, view } = this.#screen
    this.#watch.pace(step === this.home ? 'calm' : step === 'card' || step === 'leaving' ? 'now' : step === 'admitted' || step === 'left' ? 'calm' : 'off')
    if (step === 'officer' || ((step === 'admitted' || step === 'left') && view?.door === 'PENDING')) this.#look()
    if (step === this.home || step === 'officer' || busy) return
    this.#left -= 1000
    if (this.#left <= 0) this.reset()
    else this.#show({})
  }

  #look(): void {
    const visit = this.#screen.view?.visit
    this.#sinceLook += 1000
    if (!visit || this.#looking || this.#sinceLook < gateTimes.look) return
    this.#sinceLook = 0
    this.#looking = true
    const run = this.#run
    this.options.api.look(visit).then(
      (view) => run === this.#run && (view.state !== this.#screen.view?.state || view.door !== this.#screen.view?.door) && this.#take(view),
      (err: unknown) => {
        const problem = asProblem(err)
        // A lost line does not end the wait; the server saying that the visit is over does.
        if (run === this.#run && problem.status > 0 && problem.status < 500) this.#fail(problem)
      },
    ).finally(() => (this.#looking = false))
  }

  #show(change: Partial<GateScreen>): void {
    const next = { ...this.#screen, ...change }
    const waits = next.step === this.home || next.step === 'officer' || next.busy
    this.#screen = { ...next, patience: waits ? undefined : Math.ceil(this.#left / 1000) }
    this.options.onChange(this.#screen)
  }
}
