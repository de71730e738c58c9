// A private MariaDB and a private Redis, in a folder of their own, reached over unix sockets only.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { createConnection } from 'node:net'
import { delimiter, join } from 'node:path'
import { userInfo } from 'node:os'

const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']

/** The path of one of the programs, or an error that names the Debian package. */
export function program(names: string[], debian: string): string {
  for (const name of names) {
    for (const place of places) {
      try {
        accessSync(join(place, name), constants.X_OK)
        return join(place, name)
      } catch {
        // looked for elsewhere
      }
    }
  }
  throw new Error(`${names[0]} is not installed: apt-get install ${debian}`)
}

/** Waits until check succeeds; the failure of the last try says why it never did. */
export async function until<T>(what: string, check: () => Promise<T>, ms = 30_000): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    try {
      return await check()
    } catch (err) {
      if (Date.now() > end) throw new Error(`${what}: not after ${ms} ms: ${String(err)}`)
      await new Promise((go) => setTimeout(go, ms > 30_000 ? 500 : 50))
    }
  }
}

function connected(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const line = createConnection(path)
    line.once('connect', () => {
      line.destroy()
      resolve()
    })
    line.once('error', reject)
  })
}

/** Ends a process and waits for it. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
  child.kill(signal)
  await gone
  clearTimeout(late)
}

export interface Running {
  /** What the program is told: a DSN or an address. */
  address: string
  child: ChildProcess
}

/** An empty utf8mb4 database on a MariaDB in dir. */
export async function startMariaDB(dir: string): Promise<Running> {
  const server = program(['mariadbd', 'mysqld'], 'mariadb-server')
  const install = program(['mariadb-install-db', 'mysql_install_db'], 'mariadb-server')
  const client = program(['mariadb', 'mysql'], 'mariadb-client')
  const user = userInfo().username
  const socket = join(dir, 's')
  mkdirSync(join(dir, 'data'), { recursive: true })
  execFileSync(install, ['--no-defaults', `--datadir=${join(dir, 'data')}`, '--auth-root-authentication-method=normal', '--skip-test-db', `--user=${user}`],
    { stdio: 'ignore', env: { ...process.env, TMPDIR: dir } }) // two installations at once meet in /tmp otherwise
  const child = spawn(server, [
    '--no-defaults', `--user=${user}`, `--datadir=${join(dir, 'data')}`, `--socket=${socket}`, `--pid-file=${join(dir, 'pid')}`, `--tmpdir=${dir}`,
    '--skip-networking', '--skip-log-bin', '--performance-schema=OFF', '--innodb-buffer-pool-size=64M', '--innodb-flush-log-at-trx-commit=1',
    '--character-set-server=utf8mb4', '--sql-mode=STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION',
  ], { stdio: 'ignore' })
  await until('MariaDB', () => connected(socket))
  await until('a database', async () => {
    execFileSync(client, ['--no-defaults', `--socket=${socket}`, '-uroot', '-e', 'CREATE DATABASE suikao CHARACTER SET utf8mb4'], { stdio: 'pipe' })
  })
  return { address: `root@unix(${socket})/suikao`, child }
}

/** A Redis in dir that keeps nothing. */
export async function startRedis(dir: string): Promise<Running> {
  const server = program(['redis-server', 'valkey-server'], 'redis-server')
  mkdirSync(dir, { recursive: true })
  const socket = join(dir, 'r')
  const child = spawn(server, ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', dir], { stdio: 'ignore' })
  await until('Redis', () => connected(socket))
  return { address: `unix://${socket}`, child }
}
