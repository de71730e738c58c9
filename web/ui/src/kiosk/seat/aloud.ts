// The seat's reading aloud, as the parts see it. Sounds come by the same way as pictures, with the seat's own right.
import { shallowRef, triggerRef, type ShallowRef } from 'vue'
import { call, type Api } from '@/core/api'
import { Aloud, playAloud } from '@/kit/aloud'
import { clipUrl } from '../speech/speaker'

export function seatAloud(api: Api, lang: () => string): Readonly<ShallowRef<Aloud>> {
  const path = '/api/device/sitting/pictures/{digest}'
  const aloud = shallowRef(new Aloud({
    load: (digest) => call(api.GET(path, { params: { path: { digest } }, parseAs: 'blob' })) as unknown as Promise<Blob>,
    play: playAloud,
    letter: (letter) => clipUrl(`letter.${letter}`, lang() === 'en' ? 'en' : 'zh'),
    onChange: () => triggerRef(aloud),
  }))
  return aloud
}
