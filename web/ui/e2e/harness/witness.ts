// What a seat's page sent, what it was told, and what it showed, in the order in which it happened. Kept outside the page,
// so that it outlives reloads and crashes. Compared with the journal in the database.
import type { BrowserContext } from '@playwright/test'
import type { JournalEntry } from './program.ts'

type Entry =
  | { kind: 'sent'; seq: number; question: number; answer: string; mark: boolean }
  | { kind: 'ack'; seq: number; proof: string }
  | { kind: 'state'; sitting: string; deadline: number; stored: { question: number; answer: string }[]; through: number }
  | { kind: 'cell'; question: number; shown: 'stored' | 'pending' | 'refused' | 'open' }

export class Witness {
  readonly log: Entry[] = []

  /** Watches all pages of a browser from now on. Call it before the first page is opened. */
  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding('witness', (_, entry: Entry) => void this.log.push(entry))
    await context.addInitScript(watchPage)
  }

  get sitting(): string {
    return this.#states().find((s) => s.sitting)?.sitting ?? ''
  }

  /** Of the newest state, unix ms. */
  get deadline(): number {
    return this.#states().filter((s) => s.deadline > 0).at(-1)?.deadline ?? 0
  }

  acks(): { seq: number; proof: string }[] {
    return this.log.flatMap((e) => (e.kind === 'ack' ? [e] : []))
  }

  /** What does not fit; nothing when every acknowledgement stands in the journal and nothing was shown as stored that is not. */
  compare(journal: readonly JournalEntry[]): string[] {
    return [...this.#lost(journal), ...this.#pretended(journal)]
  }

  #states() {
    return this.log.flatMap((e) => (e.kind === 'state' ? [e] : []))
  }

  /** Acknowledgements without their entry in the journal, with another content or another proof. */
  #lost(journal: readonly JournalEntry[]): string[] {
    const rows = new Map(journal.flatMap((row) => (row.seq === undefined ? [] : [[row.seq, row] as const])))
    const sent = new Map<number, Extract<Entry, { kind: 'sent' }>>()
    const wrong: string[] = []
    for (const entry of this.log) {
      if (entry.kind === 'sent') sent.set(entry.seq, entry)
      if (entry.kind !== 'ack') continue
      const row = rows.get(entry.seq)
      const act = sent.get(entry.seq)
      if (!row) wrong.push(`${entry.seq} was acknowledged and is not in the journal`)
      else if (row.proof !== entry.proof) wrong.push(`${entry.seq} was acknowledged with ${entry.proof}, the journal has ${row.proof}`)
      else if (act && (row.question !== act.question || (!act.mark && row.answer !== act.answer))) {
        wrong.push(`${entry.seq} was question ${act.question} ${act.answer}, the journal has ${row.question} ${row.answer}`)
      }
    }
    return wrong
  }

  /** Cells that turned to stored before the server had said so, and cells left stored that the journal does not have. */
  #pretended(journal: readonly JournalEntry[]): string[] {
    const newest = new Map<number, number>() // question → number of its newest answer
    const acked = new Set<number>()
    const known = new Set<number>() // by a state
    let through = 0 // a sitting that is over tells no answers, but up to which number it has them
    const last = new Map<number, string>()
    const wrong: string[] = []
    for (const entry of this.log) {
      if (entry.kind === 'sent' && !entry.mark) newest.set(entry.question, entry.seq)
      if (entry.kind === 'ack') acked.add(entry.seq)
      if (entry.kind === 'state') {
        through = Math.max(through, entry.through)
        for (const { question, answer } of entry.stored) if (answer) known.add(question)
      }
      if (entry.kind !== 'cell') continue
      last.set(entry.question, entry.shown)
      const seq = newest.get(entry.question)
      const said = seq === undefined ? known.has(entry.question) : acked.has(seq) || seq <= through || known.has(entry.question)
      if (entry.shown === 'stored' && !said) wrong.push(`question ${entry.question} was shown as stored before the server said so`)
    }
    const answers = new Map(journal.filter((row) => row.kind === 'ANSWER').map((row) => [row.question, row.answer]))
    for (const [question, shown] of last) if (shown === 'stored' && !answers.get(question)) wrong.push(`question ${question} is shown as stored and is not in the journal`)
    return wrong
  }
}

/** Runs in the page, before anything of it. */
function watchPage(): void {
  const tell = (entry: object) => void (window as unknown as { witness: (entry: object) => void }).witness(entry)
  type Stored = { question: number; answer: string }[]
  const state = (s: { sitting?: string; deadline?: number; stored?: Stored; submitted_at?: number; last_seq?: number } | undefined) =>
    s && tell({ kind: 'state', sitting: s.sitting ?? '', deadline: s.deadline ?? 0, stored: s.stored ?? [], through: s.submitted_at ? (s.last_seq ?? 0) : 0 })
  const sent = (seq: number, mark: boolean, question: number, answer: string) => tell({ kind: 'sent', seq, mark, question, answer: mark ? '' : answer })

  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => {
        const { type, seq, body } = JSON.parse(String(data))
        if (type === 'ack') tell({ kind: 'ack', seq, proof: body.proof })
        if (type === 'welcome' || type === 'state') state(body.state)
      })
    }

    override send(data: string): void {
      const { type, seq, body } = JSON.parse(data)
      if (type === 'answer' || type === 'mark') sent(seq, type === 'mark', body.question, body.answer)
      super.send(data)
    }
  }

  const fetchPlain = window.fetch
  window.fetch = async (input, init) => {
    const request = new Request(input, init)
    const path = new URL(request.url).pathname
    if (!path.startsWith('/api/device/sitting')) return fetchPlain(request)
    if (path.endsWith('/answers')) {
      for (const r of (await request.clone().json()).records) sent(r.seq, r.kind === 'MARK', r.question, r.answer)
    }
    const response = await fetchPlain(request)
    const body = response.ok ? await response.clone().json().catch(() => undefined) : undefined
    for (const { seq, ack } of body?.receipts ?? []) if (ack) tell({ kind: 'ack', seq, proof: ack.proof })
    if (body?.phase !== undefined) state(body)
    return response
  }

  const shown = new Map<string, string>()
  const look = () => {
    for (const cell of document.querySelectorAll('.cell')) {
      const label = cell.getAttribute('aria-label') ?? ''
      const question = /\d+/.exec(label)?.[0] ?? ''
      const now = label.includes('正在保存') ? 'pending' : label.includes('没有保存') ? 'refused' : label.includes('已答') ? 'stored' : 'open'
      if ((shown.get(question) ?? 'open') === now) continue
      shown.set(question, now)
      tell({ kind: 'cell', question: Number(question), shown: now })
    }
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-label'] })
}
