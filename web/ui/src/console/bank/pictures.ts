// The pictures and clips of a bank as the editor and the item page show them.
import { onBeforeUnmount } from 'vue'
import { call, type Api } from '@/core/api'
import { makePictures, type Pictures } from '@/kit/pictures'
import type { Area } from './writing'

/** Pictures of one bank; let go with the component that asked. */
export function useBankPictures(api: Api, bank: () => string): Pictures {
  const pictures = makePictures({ load: (digest) => call(api.GET('/api/staff/banks/{id}/pictures/{digest}', { params: { path: { id: bank(), digest } }, parseAs: 'blob' })) as unknown as Promise<Blob> })
  onBeforeUnmount(() => pictures.clear())
  return pictures
}

export interface Point { x: number; y: number }

/** The rectangle between two points of a picture, in its own units; undefined where it is too small to be meant. */
export function rectBetween(a: Point, b: Point, size: { width: number; height: number }): Area | undefined {
  const within = (n: number, most: number) => Math.min(Math.max(Math.round(n), 0), most)
  const coords = [within(Math.min(a.x, b.x), size.width), within(Math.min(a.y, b.y), size.height), within(Math.max(a.x, b.x), size.width), within(Math.max(a.y, b.y), size.height)]
  const [left = 0, top = 0, right = 0, bottom = 0] = coords
  return right - left < 4 || bottom - top < 4 ? undefined : { shape: 'rect', coords }
}

/** Numbers that were typed, as an area: 4 a rectangle, 3 a circle, 6 and more a polygon; undefined for anything else. */
export function areaOf(text: string): Area | undefined {
  const coords = text.split(/[\s,，、;；]+/).filter(Boolean).map(Number)
  if (coords.some((n) => !Number.isInteger(n) || n < 0)) return undefined
  if (coords.length === 4) return { shape: 'rect', coords }
  if (coords.length === 3) return { shape: 'circle', coords }
  return coords.length >= 6 && coords.length <= 40 && coords.length % 2 === 0 ? { shape: 'poly', coords } : undefined
}
