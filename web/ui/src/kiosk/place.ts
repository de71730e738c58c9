// Where this terminal stands: names, the room's sentence, the map, the duty telephone. Asked once; asked again until known.
import { inject, shallowRef, watch, type InjectionKey, type Ref } from 'vue'
import { call, loose, type Api } from '@/core/api'

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
  /** The same in English, where there is one. */
  supervisionEn?: string
  seat?: string
  seats: MapSeat[]
}

export interface PlaceKnown {
  readonly place: Readonly<Ref<Place | undefined>>
}

const again = 10_000 // ms

/** Loads the place whenever the terminal is enrolled (`token` changes), and tries on until it is known. */
export function loadPlace(api: Api, token: () => string | undefined): PlaceKnown {
  const place = shallowRef<Place>()
  watch(
    token,
    (now, _before, onCleanup) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      let over = false
      onCleanup(() => {
        over = true
        clearTimeout(timer)
      })
      place.value = undefined
      async function load() {
        try {
          const found = await call(loose(api).GET<Place>('/api/device/place'))
          if (!over) place.value = found
        } catch {
          if (!over) timer = setTimeout(() => void load(), again) // without it the page works, with less on it
        }
      }
      if (now) void load()
    },
    { immediate: true },
  )
  return { place }
}

export const placeKey: InjectionKey<PlaceKnown> = Symbol('place')

export function usePlace(): PlaceKnown {
  const known = inject(placeKey)
  if (!known) throw new Error('no place provided')
  return known
}
