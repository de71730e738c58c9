import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/core/problem'
import { GateFlow } from './flow'
import { gateTimes, stepFor, type GateScreen } from './screens'
import type { GateApi, GateView } from './gateapi'

const visit = '01k0000000000000000000visit'
const ticket = `SKT1:${'A'.repeat(26)}`
const view = (more: Partial<GateView> = {}): GateView => ({
  visit, state: 'OPEN', walkIn: false, name: '张*', itemCode: 'LV', offers: [], cardMatched: false, pinLeft: 5, face: false, faceAgreed: false, callPerson: false, ...more,
})

let api: { [K in keyof GateApi]: ReturnType<typeof vi.fn<GateApi[K]>> }
let flow: GateFlow
let screens: GateScreen[]
let called: number

beforeEach(() => {
  vi.useFakeTimers()
  api = {
    check: vi.fn(() => Promise.resolve(view())), take: vi.fn(() => Promise.resolve(view({ walkIn: true }))),
    card: vi.fn(() => Promise.resolve(view({ cardMatched: true }))), pin: vi.fn(() => Promise.resolve(view({ state: 'ADMITTED', seat: 'A03', door: 'OPENED' }))),
    face: vi.fn(() => Promise.resolve(view({ state: 'ADMITTED', seat: 'B01', door: 'OPENED' }))),
    agree: vi.fn(() => Promise.resolve(view({ cardMatched: true, face: true, faceAgreed: true }))),
    screen: vi.fn(() => Promise.resolve(view({ screened: 'DECLARED' }))),
    officer: vi.fn(() => Promise.resolve(view({ state: 'WAITING' }))), look: vi.fn(() => Promise.resolve(view({ state: 'WAITING' }))),
    exit: vi.fn(() => Promise.resolve(view({ state: 'PASSED', way: 'LEAVE', door: 'OPENED', cardMatched: true }))),
    leave: vi.fn(() => Promise.resolve()), lot: vi.fn(() => Promise.resolve('ABCDEFGH')), reader: vi.fn(() => Promise.resolve(false)),
  }
  screens = []
  called = 0
  flow = new GateFlow({ api, onChange: (s) => screens.push(s), onCalled: () => called++ })
  flow.start()
})
afterEach(() => {
  flow.stop()
  vi.useRealTimers()
})

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

describe('the way in', () => {
  it('leads from the ticket over locker, card and PIN to the seat', async () => {
    flow.scan(ticket)
    await pass()
    expect(flow.screen.step).toBe('found')
    flow.greeted()
    expect(flow.screen.step).toBe('locker')
    flow.stowed()
    expect(flow.screen.step).toBe('card')
    api.reader.mockResolvedValue(true)
    await pass(2500)
    expect(api.card).toHaveBeenCalledOnce()
    expect(flow.screen.step).toBe('pin')
    flow.pin('1234')
    await pass()
    expect(flow.screen).toMatchObject({ step: 'admitted', view: { seat: 'A03' } })
    await pass(gateTimes.patience + 1000)
    expect(flow.screen).toEqual({ step: 'idle', busy: false, reader: 'card' })
    expect(api.leave).not.toHaveBeenCalled() // admitted: nothing to give up
  })

  it('notes the word of the person where there is neither locker nor detector', async () => {
    flow.scan(ticket)
    await pass()
    flow.greeted()
    api.screen.mockRejectedValue(new Problem('', '', 0)) // nobody waits for it
    flow.stowed()
    expect([flow.screen.step, api.screen.mock.calls]).toEqual(['card', [[visit, true]]])
    await pass()
    expect(flow.screen.step).toBe('card')
  })

  it('gives a locker at once and waits for the detector', async () => {
    const room = { lockers: true, detector: true }
    api.check.mockResolvedValue(view(room))
    api.screen.mockResolvedValue(view({ ...room, locker: 7, trouble: { code: 'gate.detected', text: 'x' } }))
    flow.scan(ticket)
    await pass()
    flow.greeted()
    await pass()
    expect([api.screen.mock.calls, flow.screen.step, flow.screen.view?.locker, flow.screen.trouble?.code]).toEqual([[[visit, false]], 'locker', 7, 'gate.detected'])
    flow.stowed()
    await pass()
    expect([api.screen.mock.calls.length, flow.screen.step]).toEqual([2, 'locker'])
    api.screen.mockResolvedValue(view({ ...room, locker: 7, screened: 'DETECTOR' }))
    flow.stowed()
    await pass()
    expect(flow.screen.step).toBe('card')
  })

  it('begins by itself when a card is laid, and not again while the same card lies there', async () => {
    await pass(2500)
    api.reader.mockResolvedValue(true)
    api.check.mockResolvedValue(view({ visit: '', state: 'REFUSED', trouble: { code: 'gate.already_inside', text: 'x' } }))
    await pass(2500)
    expect(api.check).toHaveBeenCalledExactlyOnceWith({ card: true })
    expect(flow.screen.step).toBe('refused')
    await pass(gateTimes.patience * 3)
    expect(flow.screen.step).toBe('idle')
    expect(api.check).toHaveBeenCalledOnce()
  })

  it('takes the next person’s card, laid at once after the one before read that the reader is empty', async () => {
    flow.scan(ticket)
    await pass()
    flow.greeted()
    flow.stowed()
    api.reader.mockResolvedValue(true)
    await pass(2500)
    flow.pin('1234')
    await pass()
    api.reader.mockResolvedValue(false) // the first person takes it away while the seat is shown
    await pass(2500)
    expect(flow.screen).toMatchObject({ step: 'admitted', reader: 'empty' })
    flow.reset()
    expect(flow.screen).toMatchObject({ step: 'idle', reader: 'empty' }) // the screen invites the next card
    api.reader.mockResolvedValue(true)
    await pass(2500)
    expect(api.check).toHaveBeenLastCalledWith({ card: true })
    expect(flow.screen.step).toBe('found')
  })

  it('remembers a card that the next person lays while the seat of the one before is still shown', async () => {
    flow.scan(ticket)
    await pass()
    flow.greeted()
    flow.stowed()
    api.reader.mockResolvedValue(true)
    await pass(2500)
    flow.pin('1234')
    await pass()
    api.reader.mockResolvedValue(false)
    await pass(2500)
    api.reader.mockResolvedValue(true)
    await pass(2500)
    expect([flow.screen.step, api.check.mock.calls.length]).toEqual(['admitted', 1]) // nobody is interrupted
    flow.reset()
    await pass(2500)
    expect(api.check).toHaveBeenLastCalledWith({ card: true })
  })

  it('sends walk-ins over the offers to an officer: they have no PIN', async () => {
    api.check.mockResolvedValue(view({ walkIn: true, itemCode: '', offers: [{ application: 'a', itemCode: 'LV', minutes: 120 }], cardMatched: true, pinLeft: 0 }))
    api.take.mockResolvedValue(view({ walkIn: true, cardMatched: true, pinLeft: 0 }))
    flow.number('ID_CARD', '11010519491231002X')
    await pass()
    expect(flow.screen.step).toBe('offers')
    flow.take('a')
    await pass()
    expect(flow.screen.step).toBe('locker')
    flow.stowed()
    await pass()
    expect(api.officer).toHaveBeenCalledWith(visit)
    expect(flow.screen).toMatchObject({ step: 'officer', patience: undefined })
    api.look.mockResolvedValue(view({ state: 'ADMITTED', seat: 'B1', door: 'PENDING' }))
    await pass(3000)
    expect(flow.screen.step).toBe('admitted')
    api.look.mockResolvedValue(view({ state: 'ADMITTED', seat: 'B1', door: 'NO_ANSWER', callPerson: true }))
    await pass(3000)
    expect(flow.screen.view?.door).toBe('NO_ANSWER')
    expect(called).toBe(1)
  })

  it.each([
    [view({ state: 'EXPIRED' }), 'refused'],
    [view({ walkIn: true, itemCode: '', offers: [] }), 'refused'],
    [view({ cardMatched: true, pinLeft: 0 }), 'officer'],
    [view({ cardMatched: false, pinLeft: 0 }), 'card'],
  ])('never ends without a next step (%#)', (v, step) => expect(stepFor(v, true, true)).toBe(step))
})

describe('what goes wrong', () => {
  it('shows the server’s reason for a refusal', async () => {
    api.check.mockResolvedValue(view({ visit: '', state: 'REFUSED', trouble: { code: 'gate.wrong_room', text: '您的考场是二号考场' } }))
    flow.scan(ticket)
    await pass()
    expect(flow.screen).toMatchObject({ step: 'refused', trouble: { text: '您的考场是二号考场' } })
  })

  it('takes a number that a reader typed like a scanner', async () => {
    flow.scan('11010519491231002x')
    await pass()
    expect(api.check).toHaveBeenCalledExactlyOnceWith({ kind: 'ID_CARD', number: '11010519491231002X' })
  })

  it('leaves quickly typed digits to the number that is being typed, but takes a ticket there', async () => {
    flow.typeNumber()
    expect(flow.scan('11010519491231002X')).toBe(false)
    expect(flow.screen.step).toBe('typing')
    expect(flow.scan(ticket)).toBe(true)
    await pass()
    expect(flow.screen.step).toBe('found')
  })

  it('does not trouble the server with codes that are no tickets', async () => {
    flow.scan('https://example.org/menu')
    await pass()
    expect(api.check).not.toHaveBeenCalled()
    expect(flow.screen).toMatchObject({ step: 'refused', trouble: { code: 'gate.not_a_ticket' } })
  })

  it('does not read the telephone that is still before the camera again, but the next one', async () => {
    api.check.mockResolvedValue(view({ visit: '', state: 'REFUSED', trouble: { code: 'gate.too_early', text: 'x' } }))
    flow.scan(ticket)
    await pass()
    flow.scan(ticket)
    flow.reset()
    flow.scan(ticket)
    await pass()
    expect(api.check).toHaveBeenCalledOnce()
    flow.scan(ticket.replace('AA', 'BB'))
    await pass()
    expect(api.check).toHaveBeenCalledTimes(2)
    flow.reset()
    await pass(gateTimes.sameTicket + 1)
    flow.scan(ticket.replace('AA', 'BB'))
    await pass()
    expect(api.check).toHaveBeenCalledTimes(3)
  })

  it('asks for another card only after the wrong one was taken away', async () => {
    api.card.mockResolvedValue(view({ trouble: { code: 'gate.card_other_person', text: 'x' } }))
    flow.scan(ticket)
    await pass()
    flow.greeted()
    flow.stowed()
    api.reader.mockResolvedValue(true)
    await pass(10_000)
    expect(api.card).toHaveBeenCalledOnce()
    api.reader.mockResolvedValue(false)
    await pass(1500)
    api.reader.mockResolvedValue(true)
    await pass(1500)
    expect(api.card).toHaveBeenCalledTimes(2)
  })

  it('lets the server fetch an officer when the reader is down', async () => {
    api.card.mockResolvedValue(view({ state: 'WAITING', trouble: { code: 'gate.reader_down', text: 'x' } }))
    flow.scan(ticket)
    await pass()
    flow.greeted()
    flow.stowed()
    api.reader.mockRejectedValue(new Problem('gate.reader_down', 'x', 503))
    await pass(1500)
    expect(flow.screen.step).toBe('officer')
  })

  it('keeps the visit through a lost network', async () => {
    flow.scan(ticket)
    await pass()
    flow.greeted()
    flow.stowed()
    api.card.mockRejectedValueOnce(new TypeError('fetch'))
    api.reader.mockResolvedValue(true)
    await pass(2500)
    expect(flow.screen).toMatchObject({ step: 'failed', problem: { code: 'net.offline' } })
    flow.retry()
    expect(flow.screen.step).toBe('card')
  })

  it('waits on for the officer when looking fails, and ends when the server says so', async () => {
    api.check.mockResolvedValue(view({ state: 'WAITING' }))
    flow.scan(ticket)
    await pass()
    api.look.mockRejectedValue(new TypeError('fetch'))
    await pass(300_000)
    expect(flow.screen.step).toBe('officer')
    api.look.mockRejectedValue(new Problem('gate.visit_over', '操作超时，请从头开始。', 409))
    await pass(4000)
    expect(flow.screen).toMatchObject({ step: 'refused', view: undefined, trouble: { text: '操作超时，请从头开始。' } })
  })

  it('shows a mistyped number where it was typed', async () => {
    flow.typeNumber()
    api.check.mockRejectedValue(new Problem('people.doc_check', '证件号码不对。', 422))
    flow.number('ID_CARD', '1')
    await pass()
    expect(flow.screen).toMatchObject({ step: 'typing', trouble: { text: '证件号码不对。' } })
  })
})

describe('forgetting', () => {
  it('gives the visit up after 40 s without a touch, and a touch begins the time anew', async () => {
    flow.scan(ticket)
    await pass(30_000)
    flow.touch()
    await pass(30_000)
    expect(flow.screen.step).toBe('found')
    await pass(11_000)
    expect(flow.screen).toEqual({ step: 'idle', busy: false, reader: 'empty' })
    expect(api.leave).toHaveBeenCalledExactlyOnceWith(visit)
  })

  it('shows nothing of an answer that comes after the person has gone', async () => {
    let answer: (v: GateView) => void = () => undefined
    api.check.mockReturnValue(new Promise((resolve) => (answer = resolve)))
    flow.scan(ticket)
    flow.reset()
    answer(view({ name: '李*' }))
    await pass()
    expect(flow.screen.step).toBe('idle')
    expect(flow.screen.view).toBeUndefined()
  })

  it('does not hurry somebody who waits for an officer', async () => {
    api.check.mockResolvedValue(view({ state: 'WAITING' }))
    flow.scan(ticket)
    await pass(gateTimes.patience * 2)
    expect(flow.screen.step).toBe('officer')
  })

  it('calls nobody by itself unless the server did', async () => {
    flow.scan(ticket)
    await pass()
    expect(called).toBe(0)
    api.check.mockResolvedValue(view({ visit: '', state: 'REFUSED', callPerson: true, trouble: { code: 'gate.unknown', text: 'x' } }))
    flow.reset()
    flow.number('ID_CARD', '1')
    await pass()
    expect(called).toBe(1)
  })
})

describe('the way out and back', () => {
  it('signs out by the card alone, and forgets the person', async () => {
    flow.goOut()
    expect([flow.screen.step, flow.leaving]).toEqual(['leaving', true])
    await pass(1100)
    api.reader.mockResolvedValue(true)
    await pass(1100)
    expect(api.exit).toHaveBeenCalledWith({ card: true })
    expect(api.check).not.toHaveBeenCalled()
    expect([flow.screen.step, flow.leaving]).toEqual(['left', true])
    await pass(gateTimes.patience + 1000)
    expect([flow.screen.step, flow.leaving]).toEqual(['idle', false])
    expect(api.leave).not.toHaveBeenCalled()
  })

  it('signs out by a number and the PIN, without greeting, locker or card', async () => {
    api.exit.mockResolvedValue(view({ way: 'LEAVE' }))
    api.pin.mockResolvedValue(view({ state: 'PASSED', way: 'LEAVE', door: 'OPENED' }))
    flow.goOut()
    flow.typeNumber()
    flow.number('ID_CARD', '1')
    await pass()
    expect(flow.screen.step).toBe('pin')
    flow.pin('1234')
    await pass()
    expect(flow.screen.step).toBe('left')
  })

  it('whoever comes next comes in', async () => {
    flow.goOut()
    flow.reset()
    flow.typeNumber()
    flow.number('ID_CARD', '1')
    await pass()
    expect(api.exit).not.toHaveBeenCalled()
    expect(api.check).toHaveBeenCalledOnce()
  })

  it('who goes out right behind another is read although the reader was never seen empty', async () => {
    api.reader.mockResolvedValue(true)
    for (let i = 1; i <= 3; i++) { // within one look each: the cards change places unseen
      flow.goOut()
      await pass(100)
      expect([flow.screen.step, api.exit.mock.calls.length]).toEqual(['left', i])
      flow.reset()
      await pass(100)
      expect(flow.screen.step).toBe('idle')
    }
    await pass(10_000)
    expect(api.exit).toHaveBeenCalledTimes(3) // and what still lies there has had its turn
    expect(api.check).not.toHaveBeenCalled()
  })

  it('who goes out and lays the card later is read once', async () => {
    flow.goOut()
    await pass(100)
    expect(flow.screen.step).toBe('leaving')
    api.reader.mockResolvedValue(true)
    await pass(3000)
    expect([flow.screen.step, api.exit.mock.calls.length]).toEqual(['left', 1])
  })

  it('a door for going out alone asks everybody who goes, one after the other, and hurries nobody', async () => {
    flow.stop()
    flow = new GateFlow({ api, onChange: (s) => screens.push(s), out: true })
    flow.start()
    await pass(10 * gateTimes.patience)
    expect(flow.screen).toEqual({ step: 'leaving', busy: false, reader: 'empty' })
    for (let i = 1; i <= 2; i++) {
      api.reader.mockResolvedValue(true)
      await pass(2100)
      expect([flow.screen.step, api.exit.mock.calls.length]).toEqual(['left', i])
      api.reader.mockResolvedValue(false)
      await pass(gateTimes.patience + 1000)
      expect([flow.screen.step, flow.screen.patience]).toEqual(['leaving', undefined])
    }
    flow.scan(ticket)
    await pass()
    flow.reset()
    flow.typeNumber()
    flow.number('ID_CARD', '1')
    await pass()
    expect([api.exit.mock.calls.length, api.check.mock.calls.length]).toEqual([4, 0])
  })

  it('whoever comes back is matched again and sent to the seat that was kept', async () => {
    api.check.mockResolvedValue(view({ way: 'RETURN' }))
    api.card.mockResolvedValue(view({ way: 'RETURN', cardMatched: true }))
    api.pin.mockResolvedValue(view({ way: 'RETURN', state: 'PASSED', seat: 'A03', door: 'OPENED' }))
    flow.scan(ticket)
    await pass()
    flow.greeted()
    flow.stowed()
    expect(flow.screen.step).toBe('card')
    api.reader.mockResolvedValue(true)
    await pass(2500)
    flow.pin('1234')
    await pass()
    expect(flow.screen).toMatchObject({ step: 'admitted', view: { seat: 'A03', way: 'RETURN' } })
  })
})

describe('face and PIN are equal', () => {
  const toWays = async (agreed = false) => {
    api.card.mockResolvedValue(view({ cardMatched: true, face: true, faceAgreed: agreed }))
    flow.scan(ticket)
    await pass()
    flow.greeted()
    flow.stowed()
    api.reader.mockResolvedValue(true)
    await pass(2500)
    expect(flow.screen.step).toBe('ways')
  }

  it('asks which way, and the PIN needs no consent and no camera', async () => {
    await toWays()
    flow.choose('pin')
    expect(flow.screen.step).toBe('pin')
    flow.pin('1234')
    await pass()
    expect(flow.screen).toMatchObject({ step: 'admitted', view: { seat: 'A03' } })
    expect(api.face).not.toHaveBeenCalled()
    expect(api.agree).not.toHaveBeenCalled()
  })

  it('asks for consent before the camera looks, once', async () => {
    await toWays()
    flow.choose('face')
    expect(flow.screen.step).toBe('consent')
    expect(api.face).not.toHaveBeenCalled()
    flow.agree(3, 'zh-CN')
    await pass()
    expect(api.agree).toHaveBeenCalledWith(visit, 3, 'zh-CN')
    expect(api.face).toHaveBeenCalledOnce()
    expect(flow.screen).toMatchObject({ step: 'admitted', view: { seat: 'B01' } })
  })

  it('goes straight to the camera for who agreed before, and every failure leaves the other way open', async () => {
    await toWays(true)
    api.face.mockResolvedValue(view({ cardMatched: true, face: true, faceAgreed: true, trouble: { code: 'gate.face_other', text: '没有对上' } }))
    flow.choose('face')
    await pass()
    expect(flow.screen).toMatchObject({ step: 'face', trouble: { code: 'gate.face_other' } })
    flow.choose('pin')
    expect(flow.screen.step).toBe('pin')
  })

  it('forgets the way with the person', async () => {
    await toWays(true)
    flow.choose('pin')
    flow.reset()
    api.reader.mockResolvedValue(false) // the card is taken away
    await pass(gateTimes.sameTicket + 2500)
    await toWays(true)
  })

  it('takes a ticket from the room scanner', async () => {
    const reader = vi.fn(() => Promise.resolve({ card: false, scan: ticket }))
    const { gateApi } = await import('./gateapi')
    const seen: string[] = []
    const fake = { POST: () => reader().then((data) => ({ data, response: new Response() })) }
    const door = gateApi(fake as never, (code) => seen.push(code))
    expect(await door.reader()).toBe(false)
    expect(seen).toEqual([ticket])
  })
})
