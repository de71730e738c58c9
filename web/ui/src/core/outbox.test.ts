// @vitest-environment node
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Outbox, type NewAct } from './outbox'
import { openOutboxDb, type OutboxDb } from './outboxdb'

let monotonic = 0
const base = { now: () => 1_790_000_000_000, monotonic: () => monotonic }
const open = (sitting = 's1', more: Partial<Parameters<typeof Outbox.open>[1]> = {}) => Outbox.open(sitting, { ...base, ...more })
const answer = (question: number, letters: string) => ({ type: 'answer' as const, question, answer: letters })

async function put(box: Outbox, made: NewAct) {
  const { act, kept } = box.add(made)
  await kept
  return act
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  monotonic = 0
})

it('names the questions whose newest answer the server does not have', async () => {
  const box = await open()
  for (const q of [9, 3, 5]) await put(box, answer(q, 'A'))
  await box.acknowledge(1)
  await box.refuse(3, 'sitting.deadline_passed', '')
  await put(box, { type: 'mark', question: 1, marked: true })
  expect(box.unsaved()).toEqual([3, 5])
})

it('knows after the end which acts were stored although nobody said so', async () => {
  const box = await open()
  for (const q of [7, 8, 9]) await put(box, answer(q, 'A'))
  await box.adopt(2, [])
  await box.ended(2)
  expect(box.pending().map((act) => act.question)).toEqual([9])
  expect(box.storage(8)).toBe('stored')
  expect(box.unsaved()).toEqual([9])
})

it('forgets what others left on this terminal a week ago, and nothing of anybody who may still come back', async () => {
  const week = 7 * 24 * 3600_000
  await put(await open('long-ago', { now: () => base.now() - week - 1 }), answer(1, 'A'))
  await put(await open('yesterday', { now: () => base.now() - week / 7 }), answer(2, 'B'))
  await put(await open('mine', { now: () => base.now() - 2 * week }), answer(3, 'C'))
  const mine = await open('mine')
  expect(mine.pending()).toHaveLength(1)
  const db = await openOutboxDb()
  await vi.waitFor(async () => expect(await db.load('long-ago')).toEqual([]))
  expect(await db.load('yesterday')).toHaveLength(1)
  expect(await db.load('mine')).toHaveLength(1)
})

describe('numbers', () => {
  it('gives every act the next number, also when many are made at once', async () => {
    const box = await open()
    const acts = await Promise.all([1, 2, 3, 4].map((q) => put(box, answer(q, 'A'))))
    expect(acts.map((a) => a.seq)).toEqual([1, 2, 3, 4])
    expect(acts[0]?.clientAt).toBe(base.now())
  })

  it('goes on after the numbers that the server has, from this seat or another', async () => {
    const box = await open()
    await box.adopt(57, [])
    expect((await put(box, answer(1, 'A'))).seq).toBe(58)
  })

  it('keeps numbers that the server may have stored without an acknowledgement', async () => {
    const box = await open()
    for (const q of [1, 2, 3]) await put(box, answer(q, 'A'))
    await box.adopt(2, [1, 2])
    expect(box.pending().map((a) => a.seq)).toEqual([1, 2, 3])
    expect(box.lastSeq).toBe(3)
  })

  it('closes a hole that the server would wait for', async () => {
    const before = await open()
    for (const q of [1, 2, 3, 4]) await put(before, answer(q, 'A'))
    await before.acknowledge(1)
    await before.refuse(2, 'sitting.unknown_option', '')
    expect(before.pending().map((a) => [a.seq, a.question])).toEqual([[2, 3], [3, 4]])
    expect((await put(before, answer(5, 'A'))).seq).toBe(4)
    // and the disk agrees
    expect((await open()).pending().map((a) => [a.seq, a.question])).toEqual([[2, 3], [3, 4], [4, 5]])
  })

  it('closes a hole after a reload', async () => {
    const before = await open()
    for (const q of [1, 2, 3]) await put(before, answer(q, 'A'))
    await before.acknowledge(1)
    await before.acknowledge(2)
    const after = await open()
    await after.adopt(0, []) // a server that was restored from a backup
    expect(after.pending().map((a) => [a.seq, a.question])).toEqual([[1, 3]])
  })

  it('does not close a hole for a number that the server has used', async () => {
    const box = await open()
    for (const q of [1, 2]) await put(box, answer(q, 'A'))
    await box.refuse(1, 'sitting.sequence_conflict', '')
    expect(box.pending().map((a) => a.seq)).toEqual([2])
  })

  it('does not go back behind its own acknowledgements when an old state comes late', async () => {
    const box = await open()
    for (const q of [1, 2, 3]) await put(box, answer(q, 'A'))
    await box.acknowledge(1)
    await box.acknowledge(2)
    await box.adopt(1, [1])
    expect(box.pending().map((a) => a.seq)).toEqual([3])
    expect((await put(box, answer(4, 'A'))).seq).toBe(4)
  })

  it('keeps sittings apart', async () => {
    const one = await open('s1')
    await put(one, answer(1, 'A'))
    const two = await open('s2')
    expect(two.pending()).toEqual([])
    expect((await put(two, answer(1, 'B'))).seq).toBe(1)
  })
})

describe('what survives', () => {
  it('keeps unacknowledged acts through a crash of the page', async () => {
    const before = await open()
    await put(before, answer(7, 'AC'))
    await put(before, { type: 'mark', question: 7, marked: true })
    await put(before, answer(8, 'B'))
    await before.acknowledge(1)
    await before.settled()
    // no close: the page is gone
    const after = await open()
    expect(after.pending().map((a) => a.seq)).toEqual([2, 3])
    expect(after.pending()[1]).toMatchObject({ question: 8, answer: 'B' })
    expect(after.storage(8)).toBe('pending')
  })

  it('is on disk before add resolves', async () => {
    const before = await open()
    await put(before, answer(1, 'A'))
    expect((await open()).pending()).toHaveLength(1)
  })
})

describe('stored or not', () => {
  it('comes from acknowledgements only', async () => {
    const box = await open()
    expect(box.storage(1)).toBe('untouched')
    await put(box, answer(1, 'A'))
    expect(box.storage(1)).toBe('pending')
    await box.acknowledge(1)
    expect(box.storage(1)).toBe('stored')
  })

  it('is pending again after a change, and an old acknowledgement does not hide it', async () => {
    const box = await open()
    await put(box, answer(1, 'A'))
    await put(box, answer(1, 'B'))
    await box.acknowledge(1)
    expect(box.storage(1)).toBe('pending')
    await box.acknowledge(2)
    expect(box.storage(1)).toBe('stored')
  })

  it('ignores acknowledgements of numbers that were never made', async () => {
    const box = await open()
    await box.acknowledge(99)
    await put(box, answer(1, 'A'))
    expect(box.storage(1)).toBe('pending')
  })

  it('takes answers that the server reports as stored, but not for newer ones made here', async () => {
    const before = await open()
    await put(before, answer(1, 'A'))
    await put(before, answer(2, 'A'))
    await before.acknowledge(1)
    const after = await open()
    await after.adopt(1, [1, 2, 9])
    expect([1, 2, 9].map((q) => after.storage(q))).toEqual(['stored', 'pending', 'stored'])
  })

  it('shows a refusal, stops sending, and a new answer replaces it', async () => {
    const box = await open()
    await put(box, answer(1, 'A'))
    await box.refuse(1, 'sitting.closed', '考试已结束')
    expect(box.storage(1)).toBe('refused')
    expect(box.refusal(1)).toEqual({ code: 'sitting.closed', text: '考试已结束' })
    expect(box.pending()).toEqual([])
    await put(box, answer(1, 'B'))
    expect(box.storage(1)).toBe('pending')
    expect(box.refusal(1)).toBeUndefined()
  })

  it('does not call a question refused when a newer answer is on its way', async () => {
    const box = await open()
    await put(box, answer(1, 'A'))
    await put(box, answer(1, 'B'))
    await box.refuse(1, 'sitting.unknown_option', '')
    expect(box.storage(1)).toBe('pending')
    await box.acknowledge(1)
    expect(box.storage(1)).toBe('stored')
  })

  it('knows how long the oldest act has waited', async () => {
    const box = await open()
    expect(box.oldestAge()).toBe(0)
    await put(box, answer(1, 'A'))
    monotonic = 4000
    await put(box, answer(2, 'A'))
    monotonic = 9000
    expect(box.oldestAge()).toBe(9000)
    await box.acknowledge(1)
    expect(box.oldestAge()).toBe(5000)
  })
})

describe('a disk that fails', () => {
  it('works in memory and says so when there is no IndexedDB', async () => {
    const box = await open('s1', { open: () => Promise.reject(new Error('forbidden')) })
    expect(box.keeping).toBe('memory')
    await put(box, answer(1, 'A'))
    expect(box.pending()).toHaveLength(1)
    await box.acknowledge(1)
    expect(box.storage(1)).toBe('stored')
  })

  /** A disk whose writes fail while `full` is set. */
  function fragile() {
    const state = { full: false, hang: false }
    const openFragile = async (): Promise<OutboxDb> => {
      const db = await openOutboxDb()
      return {
        ...db,
        write: (...args) => {
          if (state.hang) return new Promise(() => undefined)
          return state.full ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : db.write(...args)
        },
      }
    }
    return { state, openFragile }
  }

  it('goes to memory when the disk is full, and writes everything once there is room', async () => {
    const { state, openFragile } = fragile()
    const changed = vi.fn()
    const box = await open('s1', { open: openFragile, onChange: changed })
    await put(box, answer(1, 'A'))
    expect(box.keeping).toBe('disk')
    state.full = true
    await put(box, answer(2, 'B'))
    expect(box.keeping).toBe('memory')
    expect(box.pending().map((a) => a.seq)).toEqual([1, 2])
    expect((await open()).pending().map((a) => a.seq)).toEqual([1])
    state.full = false
    monotonic = 20_000
    await put(box, answer(3, 'C'))
    expect(box.keeping).toBe('disk')
    expect((await open()).pending().map((a) => a.seq)).toEqual([1, 2, 3])
  })

  it('does not hold an answer back longer than a second when the disk hangs', async () => {
    const { state, openFragile } = fragile()
    const box = await open('s1', { open: openFragile })
    state.hang = true
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      let kept = false
      const first = put(box, answer(1, 'A')).then(() => (kept = true))
      await vi.advanceTimersByTimeAsync(999)
      expect(kept).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      await first
      expect(box.keeping).toBe('memory')
      await put(box, answer(2, 'A')) // no timer moves: the second one does not wait at all
      expect(box.pending()).toHaveLength(2)
    } finally {
      vi.useRealTimers()
    }
  })

  it('never writes over numbers of an earlier page that it could not read', async () => {
    const before = await open()
    await put(before, answer(1, 'A'))
    before.close()
    let broken = true
    const box = await open('s1', { open: () => (broken ? Promise.reject(new Error('busy')) : openOutboxDb()) })
    broken = false
    monotonic = 60_000
    await put(box, answer(1, 'D'))
    expect(box.keeping).toBe('memory')
    expect((await open()).pending()[0]).toMatchObject({ answer: 'A' })
  })
})
