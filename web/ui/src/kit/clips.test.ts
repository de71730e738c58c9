import { expect, it } from 'vitest'
import { clockOf, makeClipLoader, paired, pieceOf, type Piece } from './clips'

const film = new Uint8Array(1000).map((_, i) => i % 251)
const now = () => Promise.resolve()
const wanted = { told: () => undefined, gone: () => false }

function server() {
  const asked: string[] = []
  const s = {
    asked, cut: false, at: 0, most: 0,
    async piece(digest: string, from: number, to: number): Promise<Piece> {
      asked.push(`${digest} ${from}`)
      s.at++
      s.most = Math.max(s.most, s.at)
      await Promise.resolve()
      s.at--
      if (s.cut) throw new Error('the line is cut')
      return { part: new Blob([film.slice(from, to + 1)], { type: 'video/webm' }), size: film.length }
    },
  }
  return s
}

it('fetches a clip in pieces, tells how far it is, and puts them together', async () => {
  const s = server()
  const percents: number[] = []
  const got = await makeClipLoader({ piece: s.piece, rest: now, step: 300 }).load('a', { ...wanted, told: (p) => percents.push(p) })
  expect(s.asked).toEqual(['a 0', 'a 300', 'a 600', 'a 900'])
  expect(percents).toEqual([30, 60, 90, 99])
  expect(new Uint8Array(await got.arrayBuffer())).toEqual(film)
  expect(got.type).toBe('video/webm')
})

it('fetches one clip at a time, and goes on where a cut line ended', async () => {
  const s = server()
  const clips = makeClipLoader({ piece: s.piece, rest: () => { if (s.asked.length === 2) s.cut = true; return now() }, step: 300 })
  const [a, b] = await Promise.allSettled([clips.load('a', wanted), clips.load('b', wanted)])
  expect([a.status, b.status]).toEqual(['rejected', 'rejected'])
  expect(s.most).toBe(1)
  s.cut = false
  s.asked.push('-')
  await clips.load('a', wanted)
  expect(s.asked.slice(s.asked.indexOf('-') + 1)).toEqual(['a 600', 'a 900'])
  clips.forget('b')
})

it('stops when nobody wants the clip any more, and keeps nothing of it', async () => {
  const s = server()
  const clips = makeClipLoader({ piece: s.piece, rest: now, step: 300 })
  await expect(clips.load('a', { ...wanted, gone: () => s.asked.length > 1 })).rejects.toThrow()
  expect(s.asked).toHaveLength(2)
  clips.forget('a')
  await clips.load('a', wanted)
  expect(s.asked[2]).toBe('a 0')
})

it('takes an answer without a range for all of it', () => {
  expect(pieceOf(new Blob(['abc']), new Response(null, { headers: { 'Content-Range': 'bytes 0-2/77' } })).size).toBe(77)
  expect(pieceOf(new Blob(['abc']), new Response()).size).toBe(3)
})

it('shows a clip with the still behind it', () => {
  const clip = { type: 'video/mp4' }
  const still = { type: 'image/png' }
  const other = { type: 'image/svg+xml' }
  expect(paired([other, clip, still, other])).toEqual([{ medium: other }, { medium: clip, still }, { medium: other }])
  expect(paired([clip])).toEqual([{ medium: clip }])
  expect(clockOf(64.9)).toBe('1:04')
})
