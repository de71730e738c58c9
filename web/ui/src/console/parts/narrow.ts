// Whether the screen is that of a phone, for what has another form there and not only another width. Tables become cards at the same width.
import { onScopeDispose, ref, type Ref } from 'vue'

export function useNarrow(): Ref<boolean> {
  const query = window.matchMedia('(max-width: 700px)')
  const narrow = ref(query.matches)
  const follow = (event: MediaQueryListEvent) => (narrow.value = event.matches)
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return narrow
}
