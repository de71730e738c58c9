// The parts that all console pages stand on.
import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { Problem } from '@/core/problem'
import { finalValues, initialValues, lackOf, makeActs, type ActField } from './acts'
import { dayMinutes, dayTime } from './daytime'
import { withFilter } from './filters'
import { useLoad, usePages } from './load'
import { makeNames, shortId } from './names'
import { personQuery } from './search'
import { addDays, daysUntil, fromMoment, span, toMoment, urgency } from './when'

const settle = () => new Promise((done) => setTimeout(done, 0))

describe('reading', () => {
  it('shows the newest answer, whatever order they come in', async () => {
    const answers: ((text: string) => void)[] = []
    const key = ref(1)
    const scope = effectScope()
    const loaded = scope.run(() => useLoad(() => new Promise<string>((done) => answers.push(done)), { on: () => key.value }))
    expect(loaded?.state.value).toBe('loading')
    key.value = 2
    await nextTick()
    answers[1]?.('new')
    await settle()
    answers[0]?.('old')
    await settle()
    expect(loaded?.data.value).toBe('new')
    scope.stop()
  })

  it('keeps what it knows when the next reading fails, and says forbidden for 403', async () => {
    const server: { fail?: Problem } = {}
    const scope = effectScope()
    const loaded = scope.run(() => useLoad(() => (server.fail ? Promise.reject(server.fail) : Promise.resolve([1])), { empty: (list) => list.length === 0 }))
    await settle()
    expect(loaded?.state.value).toBe('ready')
    server.fail = new Problem('net.offline', '')
    await loaded?.reload()
    expect([loaded?.state.value, loaded?.problem.value?.code]).toEqual(['ready', 'net.offline'])
    scope.stop()
    const closed = effectScope()
    const other = closed.run(() => useLoad(() => Promise.reject(new Problem('x', 'y', 403))))
    await settle()
    expect(other?.state.value).toBe('forbidden')
    closed.stop()
  })

  it('adds the next page once, and not to another list', async () => {
    const key = ref('a')
    const scope = effectScope()
    const read = vi.fn((cursor?: string) => Promise.resolve(cursor ? { items: [`${key.value}2`] } : { items: [`${key.value}1`], next: 'n' }))
    const list = scope.run(() => usePages(read, { on: () => key.value }))
    await settle()
    await Promise.all([list?.loadMore(), list?.loadMore()])
    expect(list?.data.value).toEqual(['a1', 'a2'])
    expect(list?.more.value).toBe(false)
    key.value = 'b'
    await settle()
    expect(list?.data.value).toEqual(['b1'])
    const late = list?.loadMore()
    key.value = 'c'
    await late
    await settle()
    expect(list?.data.value).toEqual(['c1'])
    scope.stop()
  })
})

describe('answers of an act', () => {
  const reason: ActField = { name: 'reason', label: '', required: true, min: 2, max: 5 }
  it.each([
    ['', 'missing'], ['  ', 'missing'], ['一', 'short'], ['一二三四五六', 'long'], ['好的', undefined], ['𠮷𠮷𠮷𠮷𠮷', undefined],
  ])('a reason of %o lacks %s', (value, lack) => expect(lackOf(reason, { reason: value })).toBe(lack))

  it.each([['x', 'number'], ['-1', 'small'], ['121', 'big'], ['0', undefined]])('a number of %o lacks %s', (value, lack) =>
    expect(lackOf({ name: 'n', label: '', kind: 'number', required: true, min: 0, max: 120 }, { n: value })).toBe(lack),
  )

  it.each([['8:00', undefined], ['０８：３０', undefined], ['24:00', undefined], ['0830', undefined], ['24:01', 'clock'], ['8:60', 'clock'], ['791', 'clock'], ['25:00', 'clock'], ['早上', 'clock']])('a time of day of %o lacks %s', (value, lack) =>
    expect(lackOf({ name: 'n', label: '', kind: 'clock', required: true }, { n: value })).toBe(lack),
  )

  it('every minute of a day is read as it is written', () => {
    for (let n = 0; n <= 1440; n++) expect(dayMinutes(dayTime(n))).toBe(n)
  })

  it('asks for nothing that is not shown, and sends nothing of it', () => {
    const seat: ActField = { name: 'seat', label: '', required: true, when: (v) => v['kind'] === 'SEAT' }
    expect(lackOf(seat, { kind: 'GATE' })).toBeUndefined()
    expect(lackOf(seat, { kind: 'SEAT' })).toBe('missing')
    expect(finalValues([seat, { name: 'secret', label: '', kind: 'secret' }], { kind: 'GATE', seat: 'A1', secret: ' a ' })).toEqual({ secret: ' a ' })
  })

  it('begins with the first choice of a required one and nothing of an optional one', () => {
    const options = [{ value: 'A', label: '' }]
    expect(initialValues([{ name: 'a', label: '', kind: 'pick', required: true, options }, { name: 'b', label: '', kind: 'pick', options }])).toEqual({ a: 'A', b: '' })
  })

  it('asks one thing at a time: a second question answers the first with no', async () => {
    const acts = makeActs()
    const act = { title: '', effect: '', verb: '', run: () => Promise.resolve(1) }
    const first = acts.ask(act)
    const second = acts.ask(act)
    expect(await first).toBeUndefined()
    acts.current.value?.settle({ value: 7 })
    expect(await second).toEqual({ value: 7 })
    expect(acts.current.value).toBeUndefined()
  })
})

it('a filter with its default leaves no trace in the address', () => {
  expect(withFilter({ a: '1', b: '2' }, 'a', '', '')).toEqual({ b: '2' })
  expect(withFilter({ b: '2' }, 'a', 'x', '')).toEqual({ b: '2', a: 'x' })
  expect(withFilter({ a: 'x' }, 'a', 'OPEN', 'OPEN')).toEqual({})
})

it('a name is asked for once, and what may not be read stays a short id', async () => {
  const person = vi.fn((id: string) => (id === 'p1' ? Promise.resolve('张三') : Promise.reject(new Error('no'))))
  const none = () => Promise.reject(new Error('no'))
  const names = makeNames({ person, org: none, item: none, room: none, point: none })
  expect(names.of('person', 'p1')).toBeUndefined()
  names.of('person', 'p1')
  names.of('person', '01jabcdefghjkmnpqrstvwxyz1')
  await settle()
  expect(names.of('person', 'p1')).toBe('张三')
  expect(names.of('person', '01jabcdefghjkmnpqrstvwxyz1')).toBe(shortId('01jabcdefghjkmnpqrstvwxyz1'))
  expect(person).toHaveBeenCalledTimes(2)
})

it.each([
  ['', undefined],
  ['  买买提·吐尔逊 ', { name: '买买提·吐尔逊' }],
  ['138 0013-8000', { phone: '13800138000' }],
  ['11010519491231002x', { document: { kind: 'ID_CARD', number: '11010519491231002X' } }],
  ['E12345678', { document: { kind: 'PASSPORT', number: 'E12345678' } }],
  ['H0123456789', { document: { kind: 'MAINLAND_TRAVEL', number: 'H0123456789' } }],
])('%o is searched as %o', (typed, query) => expect(personQuery(typed)).toEqual(query))

describe('times', () => {
  it('are Chinese times whatever the computer says', () => {
    expect(fromMoment('2026-11-21T00:30')).toBe('2026-11-20T16:30:00.000Z')
    expect(toMoment('2026-11-20T16:30:00Z')).toBe('2026-11-21T00:30')
    expect(fromMoment('')).toBe('')
  })
  it('count days over the end of months and years', () => {
    expect(daysUntil('2027-01-01', '2026-12-31')).toBe(1)
    expect(daysUntil('2026-11-20', '2026-11-21')).toBe(-1)
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect([3, 2, 1, 0, -1].map(urgency)).toEqual(['info', 'warn', 'warn', 'danger', 'danger'])
  })
  it('never run below nothing', () => expect([span(-5), span(65), span(3723)]).toEqual(['0:00', '1:05', '1:02:03']))
})
