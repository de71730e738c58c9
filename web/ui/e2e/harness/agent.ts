// The agent of a seat as the server sees it: enrolled by the terminal's token, signed reports. The program itself is tested in Go;
// here its word about the machine is made up, so that a browser driven from outside sits on a seat with an agent.
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type { House } from './program.ts'

interface Turn {
  agent: string
  counter: number
  challenge: string
}

export class SeatAgent {
  /** What the machine shows. */
  debug: string[] = []
  keys = 0
  pointer = 0
  #turn: Turn | undefined
  #past: { at: number; k: number; p: number }[] = []
  #timer: ReturnType<typeof setInterval> | undefined
  #busy = false
  readonly #run = randomBytes(8).toString('hex')
  readonly #key: KeyObject
  readonly #public: Buffer

  constructor(private readonly house: House, private readonly token: string) {
    const pair = generateKeyPairSync('ed25519')
    this.#key = pair.privateKey
    this.#public = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  }

  /** Enrols and reports from now on. */
  async start(): Promise<void> {
    const { id } = await this.#call<{ id: string }>('GET', '/api/device/me')
    const proof = sign(null, Buffer.from(`suikao seat agent enrol 1\n${id}`), this.#key)
    this.#turn = await this.#call<Turn>('POST', '/api/device/agent', { key: this.#public.toString('base64'), proof: proof.toString('base64') })
    let seconds = 0
    await this.#report()
    this.#timer = setInterval(() => {
      this.#past = [...this.#past, { at: Date.now(), k: this.keys, p: this.pointer }].slice(-12)
      if (++seconds % 5 === 0 && !this.#busy) void this.#report()
    }, 1000)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async #report(): Promise<void> {
    if (!this.#turn) return
    this.#busy = true
    const now = Date.now()
    const report = Buffer.from(JSON.stringify({
      v: 1, agent: this.#turn.agent, run: this.#run, n: this.#turn.counter + 1, challenge: this.#turn.challenge, at: this.house.clock.now(), lag_ms: 0,
      files: [{ path: '/boot/vmlinuz', sha256: 'aa' }], remote: [], usb: [], display: [], virtual: [], debug: this.debug, reach: [], troubles: [],
      inputs: { keys: this.keys, pointer: this.pointer, devices: 2, whole: true },
      past: this.#past.map(({ at, k, p }) => ({ ago: now - at, k, p })),
    }))
    const signature = sign(null, Buffer.concat([Buffer.from('suikao seat agent report 1\n'), report]), this.#key)
    try {
      this.#turn = await this.#call<Turn>('POST', '/api/device/agent/reports', { report: report.toString('base64'), signature: signature.toString('base64') })
    } finally {
      this.#busy = false
    }
  }

  async #call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(this.house.url + path, {
      method, headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json() as Promise<T>
  }
}
