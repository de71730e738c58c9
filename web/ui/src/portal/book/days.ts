// Days and slots as a person chooses them.
import { civilDate, clockTime } from '@/kit/time'
import type { Slot } from '../types'

const dayMs = 24 * 60 * 60 * 1000

/** The next `count` civil dates in China, today first. */
export function daysFrom(now: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => civilDate(new Date(now + i * dayMs)))
}

export interface SlotGroup {
  startsAt: string
  endsAt: string
  free: number
  slots: Slot[]
}

/** Slots of all rooms by time; within a time the room with most free places first, else in the server's order. Those that begin at once are left out. */
export function byTime(slots: readonly Slot[]): SlotGroup[] {
  const groups = new Map<string, SlotGroup>()
  for (const slot of slots) {
    const group = groups.get(slot.startsAt) ?? { startsAt: slot.startsAt, endsAt: slot.endsAt, free: 0, slots: [] }
    groups.set(slot.startsAt, group)
    group.slots.push(slot)
    if (slot.bookable) group.free += slot.free
  }
  const list = [...groups.values()].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  for (const group of list) group.slots.sort((a, b) => Number(b.bookable) - Number(a.bookable) || b.free - a.free)
  return list
}

/** When a slot ends: a day that is over reads 24:00, not the 00:00 it began with. */
export function endClock(endsAt: string): string {
  const at = clockTime(new Date(endsAt))
  return at === '00:00' ? '24:00' : at
}

export type DayPart = 'night' | 'morning' | 'afternoon' | 'evening'

/** 凌晨, 上午, 下午 or 晚上 of a start, by China's clock. */
export function dayPart(startsAt: string): DayPart {
  const hour = Number(clockTime(new Date(startsAt)).slice(0, 2))
  return hour < 6 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
}

/** Whether one day's list says nothing but "not bookable", and the one reason when all agree. */
export function oneReason(slots: readonly Slot[]): string | undefined {
  if (slots.length === 0 || slots.some((slot) => slot.bookable)) return undefined
  const texts = new Set(slots.map((slot) => slot.why?.text ?? ''))
  return texts.size === 1 ? [...texts][0] || undefined : undefined
}
