import { expect, it } from 'vitest'
import { Device, enrolmentFrom } from './device'

function storage(start?: string) {
  const held = new Map<string, string>(start === undefined ? [] : [['suikao.device', start]])
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  }
}

it('remembers its enrolment over restarts until it is told to forget', () => {
  const disk = storage()
  new Device(disk).enrol({ token: 't', kind: 'seat', label: 'A3' })
  const again = new Device(disk)
  expect(again.enrolment.value).toEqual({ token: 't', kind: 'seat', label: 'A3' })
  again.forget()
  expect(again.enrolment.value).toBeUndefined()
  expect(new Device(disk).enrolment.value).toBeUndefined()
})

it('remembers which way people go through a gate, and of a seat nothing of the sort', () => {
  const disk = storage()
  new Device(disk).enrol({ token: 't', kind: 'gate', label: '门口', serves: 'out' })
  expect(new Device(disk).enrolment.value?.serves).toBe('out')
  for (const [kind, serves] of [['gate', 'up'], ['gate', 'both'], ['seat', 'out']]) {
    expect(new Device(storage(JSON.stringify({ token: 't', kind, serves }))).enrolment.value).toEqual({ token: 't', kind, label: '' })
  }
})

it.each(['', '{', 'null', '[]', '{"token":1,"kind":"gate"}', '{"token":"t","kind":"door"}'])('asks to enrol again when it finds %s', (stored) => {
  expect(new Device(storage(stored)).enrolment.value).toBeUndefined()
})

it('stays enrolled while the server refuses it, until staff enrol it again', () => {
  const disk = storage()
  const device = new Device(disk)
  device.enrol({ token: 't', kind: 'seat', label: 'A3' })
  device.setRefused(true)
  expect(device.refused.value).toBe(true)
  expect(new Device(disk).enrolment.value?.token).toBe('t')
  device.enrol({ token: 'u', kind: 'seat', label: 'A3' })
  expect(device.refused.value).toBe(false)
})

it('takes its enrolment from the address that the agent of its seat gave', () => {
  const told = { token: 'a+b/c', kind: 'seat', label: '一号考场 A3' } as const
  const fragment = btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(told)))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  expect(enrolmentFrom(`#terminal=${fragment}`)).toEqual(told)
})

it.each(['', '#', '#terminal=', '#terminal=%%', '#terminal=e30', '#other=eyJ0b2tlbiI6InQifQ'])('takes nothing from %s', (hash) => {
  expect(enrolmentFrom(hash)).toBeUndefined()
})
