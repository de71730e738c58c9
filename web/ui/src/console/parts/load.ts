// Reading for a page: one request at a time counts, the newest wins, and its states are those of StateView.
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { asProblem, type Problem } from '@/core/problem'
import type { ViewState } from '@/kit/StateView.vue'
import { steady } from './tick'

export interface Loaded<T> {
  readonly data: Readonly<Ref<T | undefined>>
  /** The last failure; with data it means that what is shown may be old. */
  readonly problem: Readonly<Ref<Problem | undefined>>
  readonly busy: Readonly<Ref<boolean>>
  readonly state: ComputedRef<ViewState>
  reload(): Promise<void>
  /** Puts an answer that an act brought in place of what was read. */
  put(value: T): void
}

export interface LoadOptions<T> {
  /** Read again whenever this changes; the old data goes away. */
  on?: () => unknown
  /** Milliseconds between readings; pauses while nobody sees the page. */
  every?: number
  /** Goes on reading while nobody sees the page: for what must ring. */
  awake?: boolean
  empty?: (value: T) => boolean
  /** Where a page may be opened without anything to read. */
  when?: () => boolean
}

/** Reads at once and whenever `on` changes. Must be called in setup. */
export function useLoad<T>(read: () => Promise<T>, options: LoadOptions<T> = {}): Loaded<T> {
  const data = shallowRef<T>()
  const problem = shallowRef<Problem>()
  const busy = ref(false)
  let turn = 0

  async function reload() {
    if (options.when && !options.when()) return
    const mine = ++turn
    busy.value = true
    try {
      const value = await read()
      if (mine !== turn) return
      data.value = value
      problem.value = undefined
    } catch (err) {
      if (mine === turn) problem.value = asProblem(err)
    } finally {
      if (mine === turn) busy.value = false
    }
  }

  if (options.on) {
    watch(options.on, (now, before) => {
      if (JSON.stringify(now) === JSON.stringify(before)) return
      turn++
      busy.value = false
      data.value = undefined
      problem.value = undefined
      void reload()
    })
  }
  if (options.every) {
    const again = () => {
      if (!busy.value && (options.awake || !document.hidden)) void reload()
    }
    const seen = (ms: number) => {
      const timer = setInterval(again, ms)
      return () => clearInterval(timer)
    }
    onScopeDispose(options.awake ? steady(options.every, again) : seen(options.every))
  }
  onScopeDispose(() => turn++)
  void reload()

  const state = computed<ViewState>(() => {
    if (data.value !== undefined) return options.empty?.(data.value) ? 'empty' : 'ready'
    if (!problem.value) return 'loading'
    return problem.value.status === 403 ? 'forbidden' : 'error'
  })
  return {
    data,
    problem,
    busy,
    state,
    reload,
    put(value) {
      turn++
      busy.value = false
      data.value = value
      problem.value = undefined
    },
  }
}

export interface PageOf<T> {
  items: T[]
  next?: string
}

export interface Pages<T> extends Omit<Loaded<T[]>, 'put'> {
  /** Whether the server has more. */
  readonly more: ComputedRef<boolean>
  readonly loadingMore: Readonly<Ref<boolean>>
  loadMore(): Promise<void>
}

/** A list that comes in pages: the first at once, the next ones on demand. */
export function usePages<T>(read: (cursor: string | undefined) => Promise<PageOf<T>>, options: Omit<LoadOptions<T[]>, 'empty'> = {}): Pages<T> {
  const next = ref<string>()
  const loadingMore = ref(false)
  const loaded = useLoad<T[]>(
    async () => {
      const page = await read(undefined)
      next.value = page.next || undefined
      return page.items
    },
    { ...options, empty: (rows) => rows.length === 0 },
  )
  async function loadMore() {
    if (!next.value || loadingMore.value) return
    loadingMore.value = true
    const before = loaded.data.value ?? []
    try {
      const page = await read(next.value)
      if (loaded.data.value !== before) return // the list was read anew meanwhile
      loaded.put([...before, ...page.items])
      next.value = page.next || undefined
    } finally {
      loadingMore.value = false
    }
  }
  return { ...loaded, more: computed(() => next.value !== undefined), loadingMore, loadMore }
}
