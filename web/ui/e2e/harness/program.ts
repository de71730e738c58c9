// The built program, started as a person would start it: a free port, an empty folder, demo data.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Clock, nextTime } from './clock.ts'
import { readJournal, type JournalEntry } from './journal.ts'
import { end, startMariaDB, startRedis, until, type Running } from './servers.ts'

export type { JournalEntry }
export type Engine = 'sqlite' | 'mariadb'

export interface House {
  engine: Engine
  url: string
  /** The time that the program goes by. */
  clock: Clock
  /** Enrolment codes by the name that is printed beside them, "第一智慧考场 A01". */
  codes: Map<string, string>
  staffPassword: string
  candidatePassword: string
  /** The code of the last text message to a phone that ends in these four digits. */
  textCode(phone: string): Promise<string>
  /** Everything that anybody stored for a sitting, in order. */
  journal(sitting: string): JournalEntry[]
  /** SIGKILL: the program ends where it is. */
  crash(): Promise<void>
  /** Starts it again on the same port and data, at the same time of day. */
  restart(): Promise<void>
  /**
   * Kills the program while the seats go on elsewhere: at a second node on the same stores; where there can be no second
   * one, at the same one started anew. Everything is as before when `use` has ended.
   */
  elsewhere(use: (url: string) => Promise<void>): Promise<void>
  /** With cameras apart: the node that takes them, which is not running at first. Undefined where one program does everything. */
  media?: { start(): Promise<void>; kill(): Promise<void> }
  stop(): Promise<void>
}

/** What time it is in China when the program has started, "HH:MM"; this machine's time when not given. */
const startAt = process.env['SUIKAO_E2E_AT']

const binary = process.env['SUIKAO_BIN'] ?? resolve(import.meta.dirname, '../../../../bin/suikao')

async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? found(address.port) : failed(new Error('no port'))))
    })
  })
}

/** Collects what a process prints. */
class Output {
  text = ''
  hear(child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (part: string) => (this.text += part))
  }
}

/** One run of the program after the other, in one folder. */
class Program {
  readonly output = new Output()
  #child: ChildProcess | undefined

  constructor(private readonly dir: string, private readonly env: NodeJS.ProcessEnv, private readonly url: string) {}

  /** Starts it and waits until it is ready. */
  async start(): Promise<void> {
    const child = spawn(binary, ['serve'], { cwd: this.dir, env: this.env, stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    this.output.hear(child)
    await until('the program', async () => {
      if (child.exitCode !== null) throw new Error('it ended')
      if (!(await fetch(`${this.url}/readyz`)).ok) throw new Error('not ready')
    }, 75_000)
  }

  async end(signal?: NodeJS.Signals): Promise<void> {
    if (this.#child) await end(this.#child, signal)
  }
}

/**
 * Starts the program on one engine; stop ends it and everything that was started for it. cameras apart: as a web node beside a
 * media node of its own. more: other settings.
 */
export async function startHouse(engine: Engine, camerasApart = false, more: Record<string, string> = {}): Promise<House> {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: make build`)
  const dir = mkdtempSync(join(tmpdir(), 'sk-e2e-'))
  const helpers: Running[] = []
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], HOME: dir, TMPDIR: dir, ...more }
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  Object.assign(env, { SUIKAO_LISTEN: `127.0.0.1:${port}`, SUIKAO_DATA_DIR: join(dir, 'd') })
  if (engine === 'mariadb') {
    helpers.push(...(await Promise.all([startMariaDB(join(dir, 'm')), startRedis(join(dir, 'r'))])))
    Object.assign(env, { SUIKAO_DATABASE_DSN: helpers[0]?.address, SUIKAO_REDIS_URL: helpers[1]?.address })
  }
  const mediaPort = camerasApart ? await freePort() : 0
  const mediaUrl = `http://127.0.0.1:${mediaPort}`
  const program = new Program(dir, camerasApart ? { ...env, SUIKAO_ROLE: 'web', SUIKAO_MEDIA_URL: mediaUrl } : env, url)
  const camera = new Program(dir, { ...env, SUIKAO_ROLE: 'media', SUIKAO_LISTEN: `127.0.0.1:${mediaPort}`, SUIKAO_MEDIA_SEGMENT_FOR: '4s' }, mediaUrl)
  const clock = new Clock(url)
  const media = {
    start: async () => {
      await camera.start()
      await clock.restore(mediaUrl)
    },
    kill: () => camera.end('SIGKILL'),
  }
  const stop = async () => {
    await program.end()
    await camera.end()
    await Promise.all(helpers.map((helper) => end(helper.child)))
    rmSync(dir, { recursive: true, force: true })
  }
  const restart = async () => {
    await program.start()
    await clock.restore()
  }
  async function elsewhere(use: (url: string) => Promise<void>): Promise<void> {
    if (engine === 'sqlite') {
      await program.end('SIGKILL')
      await restart()
      return use(url)
    }
    const there = await freePort()
    const second = new Program(dir, { ...env, SUIKAO_LISTEN: `127.0.0.1:${there}` }, `http://127.0.0.1:${there}`)
    try {
      await second.start()
      await clock.restore(`http://127.0.0.1:${there}`)
      await program.end('SIGKILL')
      await use(`http://127.0.0.1:${there}`)
      await restart()
    } finally {
      await second.end()
    }
  }
  try {
    await program.start()
    if (startAt) await clock.until(nextTime(startAt, clock.now()))
    return {
      engine, url, clock, stop, ...logins(program.output.text),
      textCode: (phone) => textCode(program.output, phone),
      journal: (sitting) => readJournal(engine, engine === 'mariadb' ? join(dir, 'm', 's') : join(dir, 'd', 'suikao.db'), sitting),
      crash: () => program.end('SIGKILL'),
      restart, elsewhere, ...(camerasApart ? { media } : {}),
    }
  } catch (err) {
    await stop()
    throw new Error(`${String(err)}\n${program.output.text.slice(-4000)}`)
  }
}

/** What the program printed for people: enrolment codes and passwords. */
function logins(text: string): Pick<House, 'codes' | 'staffPassword' | 'candidatePassword'> {
  const codes = new Map<string, string>()
  let staffPassword = ''
  let candidatePassword = ''
  for (const line of text.split('\n')) {
    const [where, user, secret, ...who] = line.trim().split(/\s+/)
    if (!where?.startsWith('/') || !user || !secret) continue
    if (where === '/kiosk' && who.length) codes.set(who.join(' ').replace(/（.*）/, ''), secret)
    else if (where === '/console') staffPassword = secret
    else if (where === '/' && /^1\d{10}$/.test(user)) candidatePassword = secret
  }
  if (!codes.size || !staffPassword || !candidatePassword) throw new Error(`no demo logins were printed:\n${text.slice(-2000)}`)
  return { codes, staffPassword, candidatePassword }
}

function textCode(output: Output, phone: string): Promise<string> {
  return until(`a text message to …${phone.slice(-4)}`, async () => {
    const lines = output.text.split('\n').filter((line) => line.includes('text message not sent') && line.includes(phone.slice(-4)))
    const code = /code=(\d+)/.exec(lines.at(-1) ?? '')?.[1]
    if (!code) throw new Error('none yet')
    return code
  })
}
