// After a press that could not be carried out: bring the first wrong field into view.
import { nextTick } from 'vue'

/** Focuses the first field that is marked wrong, or shows the first mistake where its field cannot be focused. */
export async function toFirstMistake(root: ParentNode = document): Promise<void> {
  await nextTick()
  const field = root.querySelector<HTMLElement>('[aria-invalid="true"]')
  const first = field ?? root.querySelector<HTMLElement>('.sk-mistake')
  first?.scrollIntoView({ block: 'center' })
  field?.focus({ preventScroll: true })
}
