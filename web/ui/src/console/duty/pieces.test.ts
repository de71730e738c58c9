import { expect, it } from 'vitest'
import { nextPiece, onTrack, tracksOf } from './pieces'

const film = [
  { id: 'c', no: 3, from: '2026-11-23T10:02:00Z', track: '' }, { id: 'a', no: 1, from: '2026-11-23T10:00:00Z', track: '' },
  { id: 's', no: 2, from: '2026-11-23T10:00:00Z', track: 'SCREEN' }, { id: 't', no: 4, from: '2026-11-23T10:02:00Z', track: 'SCREEN' },
  { id: 'b', no: 5, from: '2026-11-23T10:01:00.5Z', track: '' }, // by a room node, brought when the uplink was back
]

it('plays a source from its first piece to its last and leaves out the others', () => {
  const seen: string[] = []
  for (let at = onTrack(film, '')[0]; at; at = nextPiece(film, at.id)) seen.push(at.id)
  expect(seen).toEqual(['a', 'b', 'c'])
  expect(nextPiece(film, 's')?.id).toBe('t')
  expect(nextPiece(film, 't')).toBeUndefined()
  expect(nextPiece(film, 'gone')).toBeUndefined()
  expect(tracksOf(film)).toEqual(['', 'SCREEN'])
  expect(tracksOf([])).toEqual([])
})
