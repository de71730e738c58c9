import { expect, it } from 'vitest'
import { nextPiece, onTrack, tracksOf } from './pieces'

const film = [
  { id: 'c', no: 3, track: '' }, { id: 'a', no: 1, track: '' }, { id: 's', no: 2, track: 'SCREEN' }, { id: 't', no: 4, track: 'SCREEN' },
]

it('plays a source from its first piece to its last and leaves out the others', () => {
  const seen: string[] = []
  for (let at = onTrack(film, '')[0]; at; at = nextPiece(film, at.id)) seen.push(at.id)
  expect(seen).toEqual(['a', 'c'])
  expect(nextPiece(film, 's')?.id).toBe('t')
  expect(nextPiece(film, 't')).toBeUndefined()
  expect(nextPiece(film, 'gone')).toBeUndefined()
  expect(tracksOf(film)).toEqual(['', 'SCREEN'])
  expect(tracksOf([])).toEqual([])
})
