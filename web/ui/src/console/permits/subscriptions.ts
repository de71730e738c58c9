// What is subscribed to, and how a watch list is written.
import type { Schemas } from '../types'

type Event = Schemas['PermitSubView']['events'][number]

const bad: Event[] = ['SUSPENDED', 'REVOKED', 'WITHDRAWN', 'CANCELLED', 'EXPIRED', 'REPLACED']

/** The events of a choice: all, or those after which nobody may work. */
export const eventsOf = (choice: string): Event[] => (choice === 'bad' ? bad : ['ISSUED', ...bad, 'RENEWED', 'UPDATED', 'IMPORTED'])

/** Number, name and reference of each line; commas of either width, semicolons or tabs between; empty lines are left out. */
export function watchList(text: string): Schemas['PermitWatch'][] {
  return text.split('\n').filter((line) => line.trim()).map((line) => {
    const [number = '', name = '', reference = ''] = line.split(/[,，;；\t]/).map((cell) => cell.trim())
    return { number, name, ...(reference ? { reference } : {}) }
  })
}
