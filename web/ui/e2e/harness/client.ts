// A caller of the HTTP interface without a page: for what has to be there before a page is opened.
import type { House } from './program.ts'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are checked by what the test does with them
export type Answer = any

export class Client {
  #cookies = new Map<string, string>()
  #bearer: string | undefined

  /** token: of a terminal that is already enrolled. */
  constructor(readonly house: House, token?: string) {
    this.#bearer = token
  }

  /** A member of staff of the demo. */
  static async staff(house: House, login: string): Promise<Client> {
    const client = new Client(house)
    await client.post('/api/auth/staff/login', { login, password: house.staffPassword })
    return client
  }

  /** A candidate, by phone or document number. */
  static async candidate(house: House, number: string, password = house.candidatePassword): Promise<Client> {
    const client = new Client(house)
    await client.post('/api/auth/candidate/login', { number, password })
    return client
  }

  /** A terminal that enrols itself with a code. */
  static async device(house: House, code: string): Promise<Client> {
    const client = new Client(house)
    const { token } = await client.post('/api/auth/device/enrol', { code })
    client.#bearer = token as string
    return client
  }

  get(path: string): Promise<Answer> {
    return this.#send('GET', path)
  }

  /** The bytes of a file. */
  async file(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.#ask('GET', path)).arrayBuffer())
  }

  post(path: string, body?: object): Promise<Answer> {
    return this.#send('POST', path, body)
  }

  put(path: string, body: object | Buffer): Promise<Answer> {
    return this.#send('PUT', path, body)
  }

  async #send(method: string, path: string, body?: object | Buffer): Promise<Answer> {
    const text = await (await this.#ask(method, path, body)).text()
    return text ? JSON.parse(text) : undefined
  }

  async #ask(method: string, path: string, body?: object | Buffer): Promise<Response> {
    const raw = Buffer.isBuffer(body)
    const headers: Record<string, string> = { 'Accept-Language': 'zh-CN', Origin: this.house.url }
    if (body) headers['Content-Type'] = raw ? 'application/octet-stream' : 'application/json'
    if (this.#cookies.size) headers['Cookie'] = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const csrf = this.#cookies.get('sk_csrf')
    if (csrf && method !== 'GET') headers['X-SuiKao-CSRF'] = decodeURIComponent(csrf)
    if (this.#bearer) headers['Authorization'] = `Bearer ${this.#bearer}`
    const response = await fetch(this.house.url + path, { method, headers, ...(body ? { body: raw ? new Uint8Array(body) : JSON.stringify(body) } : {}) })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      this.#cookies.set(name, value)
    }
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response
  }
}

/** Lays a card on the simulated reader of a room; nothing takes it away. */
export async function layCard(house: House, room: string, card?: { number: string; name: string }): Promise<void> {
  const body = card
    ? { state: 'ok', doc_kind: 'ID_CARD', number: card.number, name: card.name, valid_to: '2099-12-31' }
    : { state: 'no_card' }
  const response = await fetch(`${house.url}/demo/bridge/${room}/sim/card`, {
    method: 'POST', headers: { Authorization: 'Bearer demo', 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`the reader: ${response.status} ${await response.text()}`)
}
