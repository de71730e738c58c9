import { readFileSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import clips from './clips.json'
import { numberClips, scoreAnnouncement, seatAnnouncement, seatClips } from './phrases'
import { SpeechPlayer, type PlayClip } from './player'
import { clipUrl, makeSpeaker } from './speaker'
import made from './made.json'
import { speechDigest } from '../../../scripts/speechdigest.mjs'

const folder = (lang: string) => fileURLToPath(new URL(`../../../public/speech/${lang}`, import.meta.url))

describe.each(['zh', 'en'] as const)('clips in %s', (lang) => {
  const files = readdirSync(folder(lang))
  const wanted = [...Object.keys(clips), ...Array.from({ length: 101 }, (_, n) => `n${n}`)].filter((id) => clipUrl(id, lang))

  it('are all there, and nothing else is', () => {
    expect([...files].sort()).toEqual(wanted.map((id) => `${id}.ogg`).sort())
  })

  it('are small Ogg files with something in them', () => {
    for (const file of files) {
      const path = `${folder(lang)}/${file}`
      expect(readFileSync(path).subarray(0, 4).toString(), file).toBe('OggS')
      expect(statSync(path).size, file).toBeGreaterThan(500)
      expect(statSync(path).size, file).toBeLessThanOrEqual(12 * 1024)
    }
  })
})

describe('sentences', () => {
  it('read numbers', () => {
    expect(numberClips(36)).toEqual(['n36'])
    expect(numberClips(100)).toEqual(['n100'])
    expect(numberClips(150)).toEqual(['n1', 'n5', 'n0'])
    expect(numberClips(87.5)).toEqual(['n87', 'point', 'n5'])
    expect(numberClips(-1)).toEqual([])
    expect(numberClips(NaN)).toEqual([])
    expect(numberClips(1e300)).toEqual([])
  })

  it('read seats, or leave it to the screen', () => {
    expect(seatAnnouncement('A3')).toEqual(['gate.seatIs', 'letter.A', 'n3', 'gate.seatEnd'])
    expect(seatClips('b-07')).toEqual(['letter.B', 'n7'])
    expect(seatClips('60')).toEqual(['n60'])
    for (const label of ['', '东3', 'Z9', '3A', '-']) expect(seatAnnouncement(label), label).toEqual([])
  })

  it('read results', () => {
    expect(scoreAnnouncement(87, true, true)).toEqual(['seat.scoreIs', 'n87', 'seat.scoreEnd', 'seat.passed', 'seat.provisional'])
    expect(scoreAnnouncement(0, false, false)).toEqual(['seat.scoreIs', 'n0', 'seat.scoreEnd', 'seat.failed'])
    expect(scoreAnnouncement(80, undefined, false)).toEqual(['seat.scoreIs', 'n80', 'seat.scoreEnd'])
  })
})

/** A sound card that finishes clips when told to. */
function card() {
  const played: string[] = []
  let finish: (heard: boolean) => void = () => undefined
  const play: PlayClip = (url) => {
    played.push(url)
    const done = new Promise<boolean>((resolve) => (finish = resolve))
    const mine = finish
    return { done, stop: () => mine(false) }
  }
  const next = async (heard = true) => {
    finish(heard)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { played, play, next }
}

describe('player', () => {
  const urlOf = (clip: string) => (clip === 'silent' ? undefined : clip)

  it('plays sentences in order, skipping clips a language does not have', async () => {
    const c = card()
    const player = new SpeechPlayer({ urlOf, play: c.play })
    player.say(['a', 'silent', 'b'])
    player.say(['c'])
    expect(c.played).toEqual(['a'])
    await c.next()
    await c.next()
    expect(c.played).toEqual(['a', 'b', 'c'])
    await c.next()
    expect(player.speaking).toBeUndefined()
  })

  it('stops at once and can speak again', async () => {
    const c = card()
    const player = new SpeechPlayer({ urlOf, play: c.play })
    player.say(['a', 'b'])
    player.say(['c'])
    player.stop()
    player.say(['d'])
    await c.next()
    expect(c.played).toEqual(['a', 'd'])
    expect(player.speaking).toBeUndefined()
  })

  it('gives up a sentence that cannot be played and says so', async () => {
    const c = card()
    const player = new SpeechPlayer({ urlOf, play: c.play })
    player.say(['a', 'b'])
    player.say(['c'])
    await c.next(false)
    expect(player.blocked).toBe(true)
    expect(c.played).toEqual(['a', 'c'])
    await c.next()
    expect(player.blocked).toBe(false)
  })

  it('is silent while muted, and does not catch up afterwards', async () => {
    const c = card()
    const player = new SpeechPlayer({ urlOf, play: c.play })
    player.say(['a', 'b'])
    player.mute(true)
    player.say(['c'])
    player.mute(false)
    player.say(['d'])
    await c.next()
    expect(c.played).toEqual(['a', 'd'])
  })

  it('does not fall far behind', async () => {
    const c = card()
    const player = new SpeechPlayer({ urlOf, play: c.play })
    for (let i = 0; i < 20; i++) player.say([String(i)])
    for (let i = 0; i < 20; i++) await c.next()
    expect(c.played).toEqual(['0', '16', '17', '18', '19'])
  })

  it('follows the language of the page', async () => {
    const c = card()
    const locale = ref('zh-CN')
    const speaker = makeSpeaker(locale, c.play)
    speaker.say(['gate.seatIs', 'n3', 'gate.seatEnd'])
    await c.next()
    await c.next()
    await c.next()
    locale.value = 'en'
    speaker.say(['gate.seatIs', 'n3', 'gate.seatEnd'])
    expect(speaker.speaking.value).toHaveLength(3)
    await c.next()
    await c.next()
    await nextTick()
    expect(c.played).toEqual([
      '/speech/zh/gate.seatIs.ogg', '/speech/zh/n3.ogg', '/speech/zh/gate.seatEnd.ogg',
      '/speech/en/gate.seatIs.ogg', '/speech/en/n3.ogg',
    ])
    expect(speaker.speaking.value).toBeUndefined()
  })
})

it('say the words that stand beside them: made anew whenever a text changes', () => {
  expect(speechDigest(fileURLToPath(new URL('../../..', import.meta.url))), 'run npm run gen:speech').toBe(made.digest)
})

it('call the entry code what the telephone and the screen call it', () => {
  for (const id of ['gate.pin', 'gate.wrongPin'] as const) expect(clips[id].zh).toContain('入场码')
  expect(JSON.stringify(clips)).not.toMatch(/密码/)
})
