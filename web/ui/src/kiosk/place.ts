// Where this terminal stands: names, the room's sentence, the map, the duty telephone. Asked once; asked again until known.
import { inject, onScopeDispose, ref, shallowRef, type InjectionKey, type Ref } from 'vue'
import { call, loose, type Api } from '@/core/api'
import { asProblem, type Problem } from '@/core/problem'

export interface MapSeat {
  no: number
  label: string
  /** 1 is next to the door. */
  row: number
  /** 1 is leftmost for somebody who comes in. */
  col: number
}

export interface Place {
  point: string
  phone?: string
  room: string
  roomId: string
  supervision: string
  seat?: string
  seats: MapSeat[]
}

export interface PlaceKnown {
  readonly place: Readonly<Ref<Place | undefined>>
  /** The server does not know this terminal any more: staff must enrol it again. */
  readonly unknown: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<Problem | undefined>>
}

const again = 10_000 // ms

/** Loads the place of the enrolled terminal and keeps trying. Call it where the terminal is known to be enrolled. */
export function loadPlace(api: Api): PlaceKnown {
  const place = shallowRef<Place>()
  const problem = shallowRef<Problem>()
  const unknown = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  async function load() {
    try {
      place.value = await call(loose(api).GET<Place>('/api/device/place'))
      problem.value = undefined
    } catch (err) {
      problem.value = asProblem(err)
      unknown.value = problem.value.status === 401
      if (!unknown.value) timer = setTimeout(() => void load(), again)
    }
  }
  void load()
  onScopeDispose(() => clearTimeout(timer))
  return { place, unknown, problem }
}

export const placeKey: InjectionKey<PlaceKnown> = Symbol('place')

export function usePlace(): PlaceKnown {
  const known = inject(placeKey)
  if (!known) throw new Error('no place provided')
  return known
}
