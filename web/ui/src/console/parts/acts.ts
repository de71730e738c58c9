// Everything that changes something is asked for in one way: what it is done to, what follows, then one button.
import { inject, shallowRef, type InjectionKey, type Ref } from 'vue'
import { dayMinutes } from './daytime'

export type FieldKind = 'text' | 'long' | 'number' | 'clock' | 'date' | 'moment' | 'pick' | 'check' | 'secret' | 'person' | 'org' | 'authority' | 'item'

export interface ActField {
  name: string
  label: string
  kind?: FieldKind
  required?: boolean
  /** Shortest length of a text, smallest number. */
  min?: number
  /** Longest length of a text, biggest number. */
  max?: number
  options?: readonly { value: string; label: string }[]
  value?: string
  hint?: string
  /** org: only organisations of this kind. */
  orgKind?: string
  /** Shown only while the other answers ask for it. */
  when?: (values: Values) => boolean
}

export type Values = Readonly<Record<string, string>>

export interface Act<R = unknown> {
  title: string
  /** What it is done to, as people call it. */
  object?: string
  /** What follows, in one sentence. */
  effect: string
  verb: string
  /** It hurts somebody or cannot be taken back. */
  danger?: boolean
  fields?: readonly ActField[]
  run: (values: Values) => Promise<R>
  /** Said after success. */
  done?: string
}

export interface Asked {
  act: Act
  settle: (result: { value: unknown } | undefined) => void
}

export interface Acts {
  readonly current: Readonly<Ref<Asked | undefined>>
  /** Asks; the answer is wrapped, undefined when the person thought better of it. */
  ask<R>(act: Act<R>): Promise<{ value: R } | undefined>
}

export const actsKey: InjectionKey<Acts> = Symbol('acts')

export function makeActs(): Acts {
  const current = shallowRef<Asked>()
  return {
    current,
    ask<R>(act: Act<R>) {
      current.value?.settle(undefined)
      return new Promise<{ value: R } | undefined>((resolve) => {
        const mine: Asked = {
          act: act as Act,
          settle(result) {
            if (current.value === mine) current.value = undefined
            resolve(result as { value: R } | undefined)
          },
        }
        current.value = mine
      })
    },
  }
}

export function useActs(): Acts {
  const acts = inject(actsKey)
  if (!acts) throw new Error('no acts provided')
  return acts
}

export type Lack = 'missing' | 'short' | 'long' | 'small' | 'big' | 'number' | 'clock'

/** What is wrong with an answer, before the server is asked. */
export function lackOf(field: ActField, values: Values): Lack | undefined {
  if (field.when && !field.when(values)) return undefined
  const value = (values[field.name] ?? '').trim()
  if (!value) return field.required ? 'missing' : undefined
  if (field.kind === 'number') {
    const n = Number(value)
    if (!Number.isFinite(n)) return 'number'
    if (field.min !== undefined && n < field.min) return 'small'
    return field.max !== undefined && n > field.max ? 'big' : undefined
  }
  if (field.kind === 'clock') return dayMinutes(value) === undefined ? 'clock' : undefined
  if (field.kind && !['text', 'long', 'secret'].includes(field.kind)) return undefined
  const length = [...value].length
  if (field.min !== undefined && length < field.min) return 'short'
  return field.max !== undefined && length > field.max ? 'long' : undefined
}

/** The answers to begin with. */
export function initialValues(fields: readonly ActField[]): Record<string, string> {
  return Object.fromEntries(fields.map((f) => [f.name, f.value ?? (f.kind === 'pick' && f.required ? (f.options?.[0]?.value ?? '') : '')]))
}

/** Trimmed answers of the fields that are shown; secrets as typed. */
export function finalValues(fields: readonly ActField[], values: Values): Values {
  return Object.fromEntries(
    fields
      .filter((f) => !f.when || f.when(values))
      .map((f) => [f.name, f.kind === 'secret' ? (values[f.name] ?? '') : (values[f.name] ?? '').trim()]),
  )
}
