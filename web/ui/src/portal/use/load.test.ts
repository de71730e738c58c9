import { effectScope } from 'vue'
import { expect, it, vi } from 'vitest'
import { Problem } from '@/core/problem'
import { useAct, useLoad } from './load'

const settle = () => new Promise((done) => setTimeout(done))

it('shows what was loaded, empty, an error or a missing right', async () => {
  const scope = effectScope()
  const make = <T>(get: () => Promise<T>, empty?: (data: T) => boolean) => scope.run(() => useLoad(get, empty)) as ReturnType<typeof useLoad<T>>
  const full = make(() => Promise.resolve([1]), (list) => list.length === 0)
  const empty = make(() => Promise.resolve([]), (list) => list.length === 0)
  const broken = make(() => Promise.reject(new TypeError()))
  const barred = make(() => Promise.reject(new Problem('x.y', 'no', 403)))
  expect(full.state.value).toBe('loading')
  await settle()
  expect([full, empty, broken, barred].map((l) => l.state.value)).toEqual(['ready', 'empty', 'error', 'forbidden'])
  expect(broken.problem.value?.code).toBe('net.offline')
  scope.stop()
})

it('drops an answer that was overtaken, and every answer after the page was left', async () => {
  const answers: ((n: number) => void)[] = []
  const scope = effectScope()
  const page = scope.run(() => useLoad(() => new Promise<number>((done) => answers.push(done))))
  void page?.reload()
  answers[1]?.(2)
  await settle()
  answers[0]?.(1)
  await settle()
  expect(page?.data.value).toBe(2)
  void page?.reload()
  expect(page?.state.value).toBe('ready') // what is shown stays
  scope.stop()
  answers[2]?.(3)
  await settle()
  expect(page?.data.value).toBe(2)
})

it('does one act at a time', async () => {
  let end = () => undefined as void
  const work = vi.fn(() => new Promise<void>((done) => (end = done)))
  const act = useAct()
  const first = act.run(work)
  expect(await act.run(work)).toBe(false)
  expect(act.busy.value).toBe(true)
  end()
  expect(await first).toBe(true)
  expect(work).toHaveBeenCalledOnce()
  expect(await act.run(() => Promise.reject(new Problem('a.b', 'x')))).toBe(false)
  expect(act.problem.value?.code).toBe('a.b')
})
