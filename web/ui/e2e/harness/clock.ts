// The time of the program under test. It runs with this machine's and is moved forward by POST /demo/clock, so that a
// slot's end or a deadline is reached without waiting, at any hour of the day.

const minute = 60_000
const day = 24 * 60 * minute
const china = 8 * 60 * minute

/** Minutes since midnight in China. */
export function minuteOfDay(at: number): number {
  return Math.floor(((at + china) % day) / minute)
}

/** The next moment at which it is "HH:MM" in China. */
export function nextTime(hhmm: string, from: number): number {
  const [, hours = '', minutes = ''] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(hhmm) ?? []
  if (!hours) throw new Error(`${hhmm} is no time of day: HH:MM is wanted`)
  const at = Math.floor((from + china) / day) * day - china + (Number(hours) * 60 + Number(minutes)) * minute
  return at < from ? at + day : at
}

/** A civil date in China, `shift` days from `at`. */
export function dateOf(at: number, shift = 0): string {
  return new Date(at + china + shift * day).toISOString().slice(0, 10)
}

export class Clock {
  #ahead = 0
  /** How often it was moved: whoever was logged in before may not be any more. */
  moves = 0

  constructor(private readonly url: string) {}

  /** Unix ms of the program. */
  now(): number {
    return Date.now() + this.#ahead
  }

  /** Moves the program's clock forward by some ms (whole seconds are moved, rounded up). */
  async forward(ms: number): Promise<void> {
    if (ms <= 0) return
    this.moves++
    await this.#move(Math.ceil(ms / 1000))
  }

  /** Moves the program's clock forward to a moment; does nothing when it is past. */
  until(at: number): Promise<void> {
    return this.forward(at - this.now())
  }

  /** A program that was started anew, or a second one, goes by this machine's clock: moves it to where the time is. */
  async restore(url = this.url): Promise<void> {
    if (this.#ahead > 0) await this.#move(this.#ahead / 1000, url)
  }

  async #move(seconds: number, url = this.url): Promise<void> {
    const response = await fetch(`${url}/demo/clock`, {
      method: 'POST', headers: { Authorization: 'Bearer demo', 'Content-Type': 'application/json' }, body: JSON.stringify({ seconds }),
    })
    if (!response.ok) throw new Error(`the clock: ${response.status} ${await response.text()}`)
    this.#ahead = (await response.json() as { ahead_seconds: number }).ahead_seconds * 1000
  }
}
