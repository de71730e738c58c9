import { ref } from 'vue'
import { describe, expect, it } from 'vitest'
import { gate, routes } from './router'
import type { Me } from './types'

const session = (me: boolean, known: boolean) => ({ me: ref(me ? ({} as Me) : undefined), known: ref(known) })
const page = (fullPath: string, open = false) => ({ fullPath, meta: { open } })

describe('the gate', () => {
  it('leads to the login and back', () => expect(gate(session(false, true), page('/exams?x=1'))).toEqual({ path: '/login', query: { to: '/exams?x=1' } }))
  it('lets people in', () => expect(gate(session(true, true), page('/exams'))).toBe(true))
  it('lets everybody see open pages', () => expect(gate(session(false, true), page('/apply', true))).toBe(true))
  it('does not ask for a login while the server cannot be reached', () => expect(gate(session(false, false), page('/bookings/1'))).toBe(true))
})

it('has each address once, with a title', () => {
  const paths = routes.map((route) => route.path)
  expect(new Set(paths).size).toBe(paths.length)
  expect(routes.filter((route) => !route.redirect && !route.meta?.title)).toEqual([])
})
