// What this terminal is: enrolled once with a code from the console, remembered by the browser.
import { inject, readonly, ref, shallowRef, type InjectionKey, type Ref } from 'vue'

/** Which way people go through a gate's door. */
export type Serves = 'both' | 'in' | 'out'
export const allServes: readonly Serves[] = ['both', 'in', 'out']

export interface Enrolment {
  token: string
  kind: 'gate' | 'seat'
  /** Of a gate; left out: both ways. */
  serves?: Serves
  /** What people call it, e.g. "一号考场 A3". */
  label: string
}

const storageKey = 'suikao.device'

export class Device {
  readonly #enrolment = shallowRef<Enrolment | undefined>()
  readonly #refused = ref(false)
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = localStorage) {
    this.#storage = storage
    this.#enrolment.value = read(storage.getItem(storageKey))
  }

  get enrolment(): Readonly<Ref<Enrolment | undefined>> {
    return this.#enrolment
  }

  /** The server does not know this terminal any more. It keeps its enrolment until staff decide. */
  get refused(): Readonly<Ref<boolean>> {
    return readonly(this.#refused)
  }

  setRefused(on: boolean): void {
    this.#refused.value = on
  }

  enrol(enrolment: Enrolment): void {
    this.#refused.value = false
    this.#storage.setItem(storageKey, JSON.stringify(enrolment))
    this.#enrolment.value = enrolment
  }

  /** After the server has refused the token for good, or by staff. */
  forget(): void {
    this.#storage.removeItem(storageKey)
    this.#refused.value = false
    this.#enrolment.value = undefined
  }
}

/**
 * What the seat's agent gives its browser in the address's fragment (`#terminal=…`, base64url of the enrolment as JSON): no server
 * sees it, and whoever reads it takes it out of the address.
 */
export function enrolmentFrom(hash: string): Enrolment | undefined {
  const found = /^#terminal=([\w-]+)$/.exec(hash)?.[1]
  if (!found) return undefined
  try {
    const bytes = Uint8Array.from(atob(found.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
    return read(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

function read(stored: string | null): Enrolment | undefined {
  try {
    const value = JSON.parse(stored ?? 'null') as Partial<Enrolment> | null
    if (typeof value?.token !== 'string' || (value.kind !== 'gate' && value.kind !== 'seat')) return undefined
    const serves = value.kind === 'gate' && allServes.find((one) => one === value.serves)
    return { token: value.token, kind: value.kind, label: typeof value.label === 'string' ? value.label : '', ...(serves && serves !== 'both' ? { serves } : {}) }
  } catch {
    return undefined
  }
}

export const deviceKey: InjectionKey<Device> = Symbol('device')

export function useDevice(): Device {
  const device = inject(deviceKey)
  if (!device) throw new Error('no device provided')
  return device
}
