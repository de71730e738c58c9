// The device as the page sees it: ready or not, how old its list is, today's job, one verdict or a crew of them.
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { civilDate } from '@/kit/time'
import { parseText } from '@/core/permit/text'
import { check, type Verdict } from '@/core/permit/verdict'
import { Device, openShelf, type Job, type Renewal } from './device'
import { tidyNumber } from './check'

export interface Person {
  text: string
  verdict: Verdict
}

const renewEvery = 60_000

export function useVerifier(now: () => number = Date.now, open: () => Promise<Device> = async () => new Device(await openShelf())) {
  const device = shallowRef<Device>()
  const jobs = shallowRef<Job[]>([])
  const job = ref('')
  const renewal = ref<Renewal>()
  const issued = ref<number>() // of the status list, ms
  const waiting = ref(0)
  const busy = ref(false)
  const current = shallowRef<Person>()
  const crew = shallowRef<Person[]>([])
  const ready = computed(() => issued.value !== undefined)
  let timer: ReturnType<typeof setInterval> | undefined

  function show(d: Device) {
    issued.value = d.known && d.status ? d.status.issued * 1000 : undefined
  }
  async function renew() {
    const d = device.value
    if (!d) return
    renewal.value = await d.renew()
    show(d)
    waiting.value = await d.handIn()
    if (current.value) current.value = await judged(current.value.text, '')
  }
  async function start() {
    const d = await open()
    await d.load()
    device.value = d
    show(d)
    job.value = await d.job(civilDate(new Date(now())))
    await renew()
    jobs.value = await d.jobs()
    timer = setInterval(() => void renew(), renewEvery)
  }
  async function chooseJob(code: string) {
    job.value = code
    await device.value?.chooseJob(civilDate(new Date(now())), code)
    if (current.value) current.value = await judged(current.value.text, '')
    crew.value = (await Promise.all(crew.value.map((p) => judged(p.text, '')))).filter((p) => p !== undefined)
  }

  /** Judges a code; undefined where this device knows nothing yet. */
  async function judged(text: string, number: string): Promise<Person | undefined> {
    const known = device.value?.known
    if (!known) return undefined
    return { text, verdict: await check(text, known, { now: now(), job: job.value, number: tidyNumber(number) }) }
  }
  async function look(text: string, number = ''): Promise<boolean> {
    busy.value = true
    try {
      current.value = await judged(text, number)
      const v = current.value?.verdict
      if (v) {
        await device.value?.note({ at: now(), place: v.items[0]?.status, colour: v.colour, reasons: v.reasons, job: job.value })
        waiting.value++
      }
      return v !== undefined
    } finally {
      busy.value = false
    }
  }
  /** Adds somebody to the crew; who is there already is judged anew. */
  async function join(text: string): Promise<boolean> {
    if (!(await look(text))) return false
    const p = current.value
    current.value = undefined
    if (p) {
      const same = (o: Person) => o.text === p.text || (o.verdict.claims !== undefined && o.verdict.items[0]?.status === p.verdict.items[0]?.status)
      crew.value = [...crew.value.filter((o) => !same(o)), p]
    }
    return true
  }
  onScopeDispose(() => clearInterval(timer))
  return {
    device, jobs, job, renewal, issued, waiting, busy, ready, current, crew, start, renew, chooseJob, look, join,
    isCode: (text: string) => parseText(text) !== undefined,
    clear: () => void (current.value = undefined),
    dismiss: () => void (crew.value = []),
  }
}
