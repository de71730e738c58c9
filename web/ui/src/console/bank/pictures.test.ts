import { expect, it } from 'vitest'
import { areaOf, rectBetween } from './pictures'
import { contentOf, draftOf, faultsOf, newItem } from './writing'

const size = { width: 100, height: 50 }
const medium = { digest: 'a'.repeat(64), type: 'image/png' as const, alt: '配电箱', width: 100, height: 50 }

it('draws rectangles in the units of the picture, never beyond it', () => {
  expect(rectBetween({ x: 90.4, y: 40 }, { x: -5, y: 3.6 }, size)).toEqual({ shape: 'rect', coords: [0, 4, 90, 40] })
  expect(rectBetween({ x: 10, y: 10 }, { x: 12, y: 40 }, size)).toBeUndefined()
})

it('reads areas that were typed', () => {
  expect(areaOf('1, 2, 30，40')).toEqual({ shape: 'rect', coords: [1, 2, 30, 40] })
  expect(areaOf('9 9 5')).toEqual({ shape: 'circle', coords: [9, 9, 5] })
  expect(areaOf('0 0 9 0 9 9')?.shape).toBe('poly')
  for (const bad of ['', '1 2', '1 2 3 4 5', 'a b c', '-1 2 3 4']) expect(areaOf(bad)).toBeUndefined()
})

it('keeps pictures and areas of an item, and names what is missing', () => {
  const content = { type: 'HOTSPOT' as const, stem: 's', topic: 't', difficulty: 3, options: ['a', 'b'], key: [1], media: [medium], areas: [{ shape: 'rect' as const, coords: [0, 0, 9, 9] }, { shape: 'circle' as const, coords: [9, 9, 3] }] }
  expect(contentOf(draftOf(content))).toEqual(content)
  expect(faultsOf(draftOf(content))).toEqual([])
  const draft = { ...newItem('HOTSPOT'), stem: 's', topic: 't', options: [{ text: 'a', right: true }, { text: 'b', right: false }] }
  expect(faultsOf(draft)).toEqual(['picture'])
  expect(faultsOf({ ...draft, media: [{ ...medium, alt: ' ' }] })).toEqual(['areas', 'alt'])
})
