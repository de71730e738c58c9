// The outbox on disk: one IndexedDB database for all sittings of this seat.
import { openDB, type DBSchema } from 'idb'
import type { Act } from './wire'

interface Schema extends DBSchema {
  acts: { key: [string, number]; value: { sitting: string; seq: number; act: Act } }
  sittings: { key: string; value: { sitting: string; lastSeq: number } }
}

export interface OutboxDb {
  load(sitting: string): Promise<{ acts: Act[]; lastSeq: number }>
  /** All or nothing; also remembers the highest number given out. */
  put(sitting: string, acts: readonly Act[], lastSeq: number): Promise<void>
  remove(sitting: string, seq: number): Promise<void>
  setLastSeq(sitting: string, lastSeq: number): Promise<void>
  /** Drops everything of a sitting. */
  forget(sitting: string): Promise<void>
  close(): void
}

const name = 'suikao-outbox'

/** Opens the database. Rejects when the browser has none or forbids it. */
export async function openOutboxDb(): Promise<OutboxDb> {
  const db = await openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('acts', { keyPath: ['sitting', 'seq'] })
      fresh.createObjectStore('sittings', { keyPath: 'sitting' })
    },
  })
  // Strict: the browser says "written" only after the data has reached the disk.
  const strict = { durability: 'strict' } as const
  return {
    async load(sitting) {
      const tx = db.transaction(['acts', 'sittings'])
      const range = IDBKeyRange.bound([sitting, 0], [sitting, Number.MAX_SAFE_INTEGER])
      const [rows, head] = await Promise.all([tx.objectStore('acts').getAll(range), tx.objectStore('sittings').get(sitting)])
      return { acts: rows.map((row) => row.act), lastSeq: head?.lastSeq ?? 0 }
    },
    async put(sitting, acts, lastSeq) {
      const tx = db.transaction(['acts', 'sittings'], 'readwrite', strict)
      const writes = acts.map((act) => tx.objectStore('acts').put({ sitting, seq: act.seq, act }))
      await Promise.all([...writes, tx.objectStore('sittings').put({ sitting, lastSeq }), tx.done])
    },
    async remove(sitting, seq) {
      await db.delete('acts', [sitting, seq])
    },
    async setLastSeq(sitting, lastSeq) {
      await db.put('sittings', { sitting, lastSeq })
    },
    async forget(sitting) {
      const tx = db.transaction(['acts', 'sittings'], 'readwrite')
      const range = IDBKeyRange.bound([sitting, 0], [sitting, Number.MAX_SAFE_INTEGER])
      await Promise.all([tx.objectStore('acts').delete(range), tx.objectStore('sittings').delete(sitting), tx.done])
    },
    close: () => db.close(),
  }
}
