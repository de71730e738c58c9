// Whether the person before the camera is still the one who sat down: descriptions of a face are compared with the middle of the first
// five. As the server does it (proctor/vision). Lives in the memory of the worker and ends with it; a likeness alone leaves it.

const first = 5
const last = 3
/** Below it the newest description speaks against the person; it is looked at again soon. */
export const alike = 0.6

export class Likeness {
  #first: (readonly number[])[] = []
  #reference: readonly number[] | undefined
  #last: number[] = []

  /** Takes a description; 0 to 1, undefined while there are too few to tell. */
  take(face: readonly number[]): number | undefined {
    if (!this.#reference) {
      this.#first.push(face)
      if (this.#first.length < first) return undefined
      this.#reference = middle(this.#first)
      this.#first = []
    }
    this.#last = [...this.#last, cosine(this.#reference, face)].slice(-last)
    if (this.#last.length < last) return undefined
    return Math.max(0, [...this.#last].sort((a, b) => a - b)[last >> 1] ?? 0)
  }

  /** Whether another description is wanted soon: there are too few, or the newest speaks against the others. */
  get wanting(): boolean {
    const low = this.#last.filter((one) => one < alike).length
    return this.#last.length < last || (low > 0 && low < last)
  }
}

function middle(all: (readonly number[])[]): number[] {
  return (all[0] ?? []).map((_, i) => all.map((one) => one[i] ?? 0).sort((a, b) => a - b)[all.length >> 1] ?? 0)
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [x = 0, y = 0] = [a[i], b[i]]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0
}
