// A cable between a browser and the program that can be pulled: nothing passes any more, and nobody is told.
import { connect, createServer, type Socket } from 'node:net'

export interface Cable {
  url: string
  pull(): void
  plug(): void
  /** Leads to another program, for connections from now on. */
  lead(url: string): void
  stop(): Promise<void>
}

/** Lays a cable to the program at url. noSockets: a proxy on the way that drops every attempt to open a websocket. */
export async function layCable(url: string, noSockets = false): Promise<Cable> {
  let port = Number(new URL(url).port)
  const ends = new Set<Socket>()
  let pulled = false
  const server = createServer((near) => {
    ends.add(near)
    near.on('error', () => near.destroy()).on('close', () => ends.delete(near))
    if (pulled) return void near.pause() // taken, never answered
    if (noSockets) near.once('data', (part) => /^GET \/api\/device\/ws/.test(part.toString('latin1')) && near.destroy())
    const far = connect(port, '127.0.0.1')
    ends.add(far)
    far.on('error', () => far.destroy()).on('close', () => ends.delete(far))
    for (const [from, to] of [[near, far], [far, near]] as const) {
      from.on('data', (part) => void (pulled || to.write(part))).on('end', () => pulled || to.end())
    }
  })
  await new Promise<void>((ready, failed) => server.once('error', failed).listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (!address || typeof address !== 'object') throw new Error('the cable has no end')
  const cut = () => ends.forEach((end) => end.destroy())
  return {
    url: `http://127.0.0.1:${address.port}`,
    pull: () => void (pulled = true),
    plug() {
      cut() // what was in the old connections is lost
      pulled = false
    },
    lead: (to) => void (port = Number(new URL(to).port)),
    stop: () => new Promise((gone) => {
      server.close(() => gone())
      cut()
    }),
  }
}
