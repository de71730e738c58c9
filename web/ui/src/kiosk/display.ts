// How the screen looks for the person in front of it. One screen, one state; it stands on <html>.
import { readonly, ref } from 'vue'

export const textSizes = ['normal', 'large', 'largest'] as const
export type TextSize = (typeof textSizes)[number]

const text = ref<TextSize>('normal')
const contrast = ref(false)

function apply(): void {
  const root = document.documentElement.dataset
  if (text.value === 'normal') delete root['text']
  else root['text'] = text.value
  if (contrast.value) root['theme'] = 'contrast'
  else delete root['theme']
}

export function useDisplay() {
  return {
    text: readonly(text),
    contrast: readonly(contrast),
    setText(size: TextSize) {
      text.value = size
      apply()
    },
    setContrast(on: boolean) {
      contrast.value = on
      apply()
    },
    /** For the next person. */
    reset() {
      text.value = 'normal'
      contrast.value = false
      apply()
    },
  }
}
