// The server's clock, estimated. Deadlines belong to the server; the page only shows what is left, and a person who
// moves the computer's clock must not move the exam. So the base is the monotonic clock of the browser.

/** One question to the server for its time. `sentAt`, `receivedAt`: monotonic ms; `serverTime`: unix ms. */
export interface ClockSample {
  sentAt: number
  receivedAt: number
  serverTime: number
}

interface Estimate {
  /** serverTime - monotonic, ms. */
  offset: number
  rtt: number
  at: number
}

const keep = 12
const maxAge = 5 * 60_000 // older samples may have drifted
const slack = 100 // ms two honest samples may disagree by beyond their round trips

export class ServerClock {
  #samples: Estimate[] = []

  /** `monotonic` gives ms that never jump, by default performance.now. */
  constructor(private readonly monotonic: () => number = () => performance.now()) {}

  /** Takes a sample. Answers false and ignores it when it cannot be true (received before sent). */
  add(sample: ClockSample): boolean {
    const rtt = sample.receivedAt - sample.sentAt
    if (!(rtt >= 0) || !Number.isFinite(sample.serverTime)) return false
    const estimate = { offset: sample.serverTime + rtt / 2 - sample.receivedAt, rtt, at: sample.receivedAt }
    // A machine that slept, or a server whose clock was set: the old samples describe another world.
    const best = this.#best()
    if (best && Math.abs(best.offset - estimate.offset) > (best.rtt + estimate.rtt) / 2 + slack) this.#samples = []
    this.#samples.push(estimate)
    this.#samples = this.#samples.filter((s) => s.at > estimate.at - maxAge).slice(-keep)
    return true
  }

  /** Monotonic now, for filling samples. */
  tick(): number {
    return this.monotonic()
  }

  /** Unix ms on the server's clock, or undefined before the first sample. */
  now(): number | undefined {
    const best = this.#best()
    return best && this.monotonic() + best.offset
  }

  /** Half the best round trip in ms: how far `now` can be wrong. */
  uncertainty(): number | undefined {
    const best = this.#best()
    return best && best.rtt / 2
  }

  /** Milliseconds until a server time, never negative; undefined before the first sample. */
  remaining(deadline: number): number | undefined {
    const now = this.now()
    return now === undefined ? undefined : Math.max(0, deadline - now)
  }

  #best(): Estimate | undefined {
    let best: Estimate | undefined
    for (const sample of this.#samples) if (!best || sample.rtt <= best.rtt) best = sample
    return best
  }
}

/** "1:05:09" or "29:05". Rounds up: the page shows 00:00 only when the time is over. */
export function formatRemaining(ms: number): string {
  const total = Math.ceil(Math.max(0, ms) / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(total / 3600)
  const rest = `${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** What is left as people say it: whole hours and minutes, never more than there is. Seconds only when it gets short. */
export interface TimeLeft {
  hours: number
  minutes: number
  /** Undefined while nobody needs them. */
  seconds?: number
}

/** Below this (ms) seconds are shown: earlier they only hurry people. */
export const secondsBelow = 5 * 60_000

export function timeLeft(ms: number): TimeLeft {
  const left = Math.max(0, ms)
  if (left < secondsBelow) {
    const total = Math.ceil(left / 1000) // 0 only when the time is over
    return { hours: 0, minutes: Math.floor(total / 60), seconds: total % 60 }
  }
  const minutes = Math.floor(left / 60_000)
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}

/**
 * Which of the marks (ms left) were crossed between two looks at the clock; each is announced once, also when a
 * look was missed. Nothing is announced on the first look (`before` undefined).
 */
export function crossedMarks(before: number | undefined, now: number, marks: readonly number[]): number[] {
  if (before === undefined) return []
  return marks.filter((mark) => before > mark && now <= mark)
}
