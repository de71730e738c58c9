// The built program, started as a person would start it: a free port, an empty folder, demo data.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { end, startMariaDB, startRedis, until, type Running } from './servers.ts'

export type Engine = 'sqlite' | 'mariadb'

export interface House {
  engine: Engine
  url: string
  /** Enrolment codes by the name that is printed beside them, "第一智慧考场 A01". */
  codes: Map<string, string>
  staffPassword: string
  candidatePassword: string
  /** The code of the last text message to a phone that ends in these four digits. */
  textCode(phone: string): Promise<string>
  stop(): Promise<void>
}

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
  constructor(child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (part: string) => (this.text += part))
  }
}

/** Starts the program on one engine; stop ends it and everything that was started for it. */
export async function startHouse(engine: Engine): Promise<House> {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: make build`)
  const dir = mkdtempSync(join(tmpdir(), 'sk-e2e-'))
  const helpers: Running[] = []
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], HOME: dir, TMPDIR: dir }
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  Object.assign(env, { SUIKAO_LISTEN: `127.0.0.1:${port}`, SUIKAO_DATA_DIR: join(dir, 'd') })
  if (engine === 'mariadb') {
    helpers.push(...(await Promise.all([startMariaDB(join(dir, 'm')), startRedis(join(dir, 'r'))])))
    Object.assign(env, { SUIKAO_DATABASE_DSN: helpers[0]?.address, SUIKAO_REDIS_URL: helpers[1]?.address })
  }
  const child = spawn(binary, ['serve'], { cwd: dir, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = new Output(child)
  const stop = async () => {
    await end(child)
    await Promise.all(helpers.map((helper) => end(helper.child)))
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    await until('the program', async () => {
      if (child.exitCode !== null) throw new Error('it ended')
      if (!(await fetch(`${url}/readyz`)).ok) throw new Error('not ready')
    })
  } catch (err) {
    await stop()
    throw new Error(`${String(err)}\n${output.text.slice(-4000)}`)
  }
  return { engine, url, stop, ...logins(output.text), textCode: (phone) => textCode(output, phone) }
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
