// The seat's session as the components see it. All truth is in SeatSession; here are only refs, speech and the look of the page.
import { computed, inject, onBeforeUnmount, onMounted, ref, shallowRef, watch, type ComputedRef, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { makeLeaving } from '@/core/leaving'
import { watchInputs } from '@/core/provenancewatch'
import { seatHttp } from '@/core/seathttp'
import { SeatSession, seatSocketUrl } from '@/core/seatsession'
import { emptySitting, isBlocked, phaseOf, type Phase, type Sitting } from '@/core/sitting'
import { useApi } from '@/kit/api'
import type { Aloud } from '@/kit/aloud'
import type { Pictures } from '@/kit/pictures'
import { useSpeaker } from '@/kit/speaker'
import type { OfficerSign } from '@/media/pulse'
import type { SeatCameraState } from '@/media/seatcamera'
import { useDevice } from '../device'
import { useDisplay } from '../display'
import { useStaff } from '../staff'
import { keepPage } from '../stay'
import { keep, recall, type Looked } from './memory'
import { seatAloud } from './aloud'
import { seatPictures } from './pictures'
import { makeChallenge, type ChallengeAct } from './challenge'
import { makeCamera } from './useCamera'
import { seatVoice } from './voice'

export interface Seat {
  readonly session: SeatSession
  readonly sitting: Readonly<Ref<Sitting>>
  readonly phase: ComputedRef<Phase>
  readonly blocked: ComputedRef<boolean>
  /** Milliseconds left; undefined without deadline or server time. */
  readonly remaining: Readonly<Ref<number | undefined>>
  /** Server time in ms, this computer's before the first sample. */
  readonly now: Readonly<Ref<number>>
  /** Where the person looks; kept over a reload. */
  readonly looked: Ref<Looked>
  /** How the camera stands; undefined where none is wanted. */
  readonly camera: Readonly<Ref<SeatCameraState | undefined>>
  /** Whether an officer looks at this seat or speaks to it now. */
  readonly officer: Readonly<Ref<OfficerSign>>
  /** What the person is asked to do before the camera now. */
  readonly challenge: Readonly<Ref<ChallengeAct | undefined>>
  /** How often the server said that an officer wrote. */
  readonly written: Readonly<Ref<number>>
  /** The pictures of the paper, in this page's memory from the start on: they stay when the line is cut. */
  readonly pictures: Pictures
  /** Reads questions aloud that have sounds. */
  readonly aloud: Readonly<ShallowRef<Aloud>>
}

export const seatKey: InjectionKey<Seat> = Symbol('seat')

export function useSeat(): Seat {
  const seat = inject(seatKey)
  if (!seat) throw new Error('no seat provided')
  return seat
}

/** An end older than this (ms) when a page first hears of it belongs to somebody who has left. */
const stale = 90_000
const live: readonly Phase[] = ['pledge', 'practice', 'ready', 'running', 'paused', 'submitting']
const over: readonly Phase[] = ['submitted', 'closed', 'aborted']

export function makeSeat(): Seat {
  const { locale } = useI18n()
  const device = useDevice()
  const display = useDisplay()
  const speaker = useSpeaker()
  const staff = useStaff()
  const api = useApi()

  const sitting = shallowRef<Sitting>(emptySitting)
  const remaining = ref<number>()
  const now = ref(Date.now())
  const looked = ref<Looked>(recall(''))
  const inputs = watchInputs()
  const written = ref(0)
  const { challenge, ask } = makeChallenge(() => session.clock.now() ?? Date.now(), speaker)
  const session = new SeatSession({
    url: seatSocketUrl(),
    token: () => device.enrolment.value?.token ?? '',
    lang: () => locale.value,
    http: (onSample, from) => seatHttp(api, onSample, undefined, from),
    provenance: inputs.provenance,
    left: makeLeaving(),
    onChallenge: ask,
    onWritten: () => written.value++,
    onChange: (next) => {
      sitting.value = next
      remaining.value = session.remaining()
      now.value = session.clock.now() ?? Date.now()
      if (next.link === 'refused' && next.notice?.code === 'ws.token') device.setRefused(true)
    },
  })
  const phase = computed(() => phaseOf(sitting.value))
  const blocked = computed(() => isBlocked(sitting.value))
  const { state: camera, officer } = makeCamera(sitting, (hint) => session.seen(hint))

  const pictures = seatPictures(api, sitting)
  const aloud = seatAloud(api, () => locale.value)
  watch(() => (phase.value === 'running' || phase.value === 'paused' || phase.value === 'submitting' ? sitting.value.sheet : undefined), (sheet) => {
    pictures.want([...new Set(sheet?.questions.flatMap((q) => q.media ?? []).map((m) => m.digest) ?? [])])
  })
  /** Another person, or nobody: nothing of the one before stays. */
  watch(() => (sitting.value.state?.idle === false ? sitting.value.state.sitting : ''), (id) => {
    looked.value = recall(id)
    const { submitted_at: end = 0, now: at = 0 } = sitting.value.state ?? {}
    if (over.includes(phase.value) && end > 0 && at - end > stale) looked.value.done = true
    display.setText(looked.value.text)
    display.setContrast(looked.value.contrast)
    aloud.value.clear()
    speaker?.mute(false)
    speaker?.stop()
    staff.reset()
  })
  watch([looked, display.text, display.contrast], () => {
    looked.value.text = display.text.value
    looked.value.contrast = display.contrast.value
    if (looked.value.sitting) keep(looked.value)
  }, { deep: true })
  watch(phase, (next, before) => {
    const say = seatVoice(next, before, sitting.value)
    if (say.length === 0) return
    speaker?.stop()
    speaker?.say(say)
  })
  watch(() => sitting.value.state?.outcome !== undefined, (known) => {
    if (known && phase.value === 'submitted' && !looked.value.done) speaker?.say(seatVoice('submitted', 'submitted', sitting.value))
  })
  watch(locale, () => {
    session.stop() // the server's texts come with the hello
    session.start()
  })
  const online = () => session.online()
  /** A sitting under way, or acts that the server does not have yet. */
  const busy = () => live.includes(phase.value) || sitting.value.unstored.count > 0
  let letGo = () => undefined as void
  onMounted(() => {
    letGo = keepPage(busy)
    window.addEventListener('online', online)
    session.start()
  })
  onBeforeUnmount(() => {
    letGo()
    window.removeEventListener('online', online)
    session.stop()
    inputs.stop()
    pictures.clear()
    aloud.value.clear()
    display.reset()
  })
  return { session, sitting, phase, blocked, remaining, now, looked, camera, officer, challenge, written, pictures, aloud }
}
