// The seat's camera as the page sees it: on while somebody sits here, whatever step the sitting is at.
import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { call } from '@/core/api'
import { phaseOf, type Phase, type Sitting } from '@/core/sitting'
import { useApi } from '@/kit/api'
import { cameraLine } from '@/media/cameraline'
import type { OfficerSign } from '@/media/pulse'
import { openSeatScreen, SeatCamera, type SeatCameraState } from '@/media/seatcamera'
import { Seeing, type Hint } from '@/media/seeing'
import { useDevice } from '../device'

const askAgain = 20_000 // ms
const consentAgain = 120_000 // ms: whoever takes the consent back is compared no more
const seated: readonly Phase[] = ['assigned', 'pledge', 'practice', 'ready', 'running', 'paused', 'submitting']

export interface SeatCameraView {
  /** Undefined where this installation wants no cameras, or is not heard yet. */
  state: Readonly<Ref<SeatCameraState | undefined>>
  /** Whether an officer looks at this seat or speaks to it now. */
  officer: Readonly<Ref<OfficerSign>>
}

/** Publishes the camera while `sitting` is live here, and says by `onHint` what it sees while the paper is open. */
export function makeCamera(sitting: Readonly<Ref<Sitting>>, onHint: (hint: Hint) => void): SeatCameraView {
  const api = useApi()
  const device = useDevice()
  const state = ref<SeatCameraState>()
  const officer = ref<OfficerSign>('none')
  let camera: SeatCamera | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wanted = false
  const seeing = new Seeing({ onHint, loudness: () => camera?.loudness ?? 0 })
  let wanting: ReturnType<typeof setInterval> | undefined

  async function learn() {
    try {
      const { cameras, kilobits, screen, servers } = await call(api.GET('/api/device/media'))
      if (!cameras) return
      camera ??= new SeatCamera({ line: cameraLine(() => device.enrolment.value?.token ?? ''), kilobits, servers: servers ?? [], ...(screen ? { screen: openSeatScreen } : {}),
        onState: (next) => (state.value = next), onOfficer: (sign) => (officer.value = sign) })
      if (wanted) camera.start()
    } catch {
      timer = setTimeout(() => void learn(), askAgain)
    }
  }
  /** What is looked for beside faces; while that cannot be heard, what was heard last. */
  async function want() {
    const { things, compare = false } = await call(api.GET('/api/device/media'))
    seeing.want({ compare, ...(things ? { things: { ...things, every: things.every * 1000 } } : {}) })
  }
  function look(open: boolean) {
    clearInterval(wanting)
    if (!open || !camera?.stream) return seeing.stop()
    seeing.start(camera.stream)
    const ask = () => void want().catch(() => undefined)
    ask()
    wanting = setInterval(ask, consentAgain)
  }

  // A page that another one has fenced lets the camera go: the other publishes it.
  watch(() => seated.includes(phaseOf(sitting.value)), (now) => {
    wanted = now
    clearTimeout(timer)
    if (!now) camera?.stop()
    else if (camera) camera.start()
    else void learn()
  }, { immediate: true })
  watch(() => state.value === 'on' && phaseOf(sitting.value) === 'running', look)
  const online = () => camera?.online()
  window.addEventListener('online', online)
  onBeforeUnmount(() => {
    window.removeEventListener('online', online)
    clearTimeout(timer)
    look(false)
    camera?.stop()
  })
  return { state, officer }
}
