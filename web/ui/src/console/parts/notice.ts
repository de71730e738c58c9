// What was done, said once at the foot of the page and to screen readers.
import { inject, shallowRef, type InjectionKey, type Ref } from 'vue'

export interface Notice {
  readonly text: Readonly<Ref<string>>
  say(text: string): void
  clear(): void
}

export const noticeKey: InjectionKey<Notice> = Symbol('notice')

export function makeNotice(stay = 6000): Notice {
  const text = shallowRef('')
  let timer: ReturnType<typeof setTimeout> | undefined
  const clear = () => {
    clearTimeout(timer)
    text.value = ''
  }
  return {
    text,
    clear,
    say(words) {
      clear()
      text.value = words
      timer = setTimeout(clear, stay)
    },
  }
}

export function useNotice(): Notice {
  const notice = inject(noticeKey)
  if (!notice) throw new Error('no notice line provided')
  return notice
}
