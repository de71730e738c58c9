// The outbox on disk: one IndexedDB database for all sittings of this seat.
import { openDB, type DBSchema } from 'idb'
import type { Act } from './wire'

interface Schema extends DBSchema {
  acts: { key: [string, number]; value: { sitting: string; seq: number; act: Act } }
}

export interface OutboxDb {
  load(sitting: string): Promise<Act[]>
  /** Takes out `gone` (numbers) and puts in `acts`, all or nothing. */
  write(sitting: string, gone: readonly number[], acts: readonly Act[]): Promise<void>
  /** Takes out what other sittings left behind before `before` (unix ms of the terminal). */
  prune(keep: string, before: number): Promise<void>
  close(): void
}

const name = 'suikao-outbox'

/** Opens the database. Rejects when the browser has none or forbids it. */
export async function openOutboxDb(): Promise<OutboxDb> {
  const db = await openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('acts', { keyPath: ['sitting', 'seq'] })
    },
  })
  return {
    async load(sitting) {
      const rows = await db.getAll('acts', IDBKeyRange.bound([sitting, 0], [sitting, Number.MAX_SAFE_INTEGER]))
      return rows.map((row) => row.act)
    },
    async write(sitting, gone, acts) {
      // Strict: the browser says "written" only after the data has reached the disk.
      const tx = db.transaction('acts', 'readwrite', { durability: 'strict' })
      const work: Promise<unknown>[] = gone.map((seq) => tx.store.delete([sitting, seq]))
      for (const act of acts) work.push(tx.store.put({ sitting, seq: act.seq, act }))
      await Promise.all([...work, tx.done])
    },
    async prune(keep, before) {
      const tx = db.transaction('acts', 'readwrite')
      for (let at = await tx.store.openCursor(); at; at = await at.continue()) {
        const { sitting, act } = at.value
        if (sitting !== keep && act.clientAt < before) await at.delete()
      }
      await tx.done
    },
    close: () => db.close(),
  }
}
