// Hours of a whole class: one line per person, recorded one by one, each exactly once.
export interface Pupil {
  name: string
  number: string
}

/** "张三 420602199001011234" per line, or pasted from a table; wrong lines are named. */
export function readPupils(text: string): { pupils: Pupil[]; wrong: string[] } {
  const pupils: Pupil[] = []
  const wrong: string[] = []
  for (const line of text.split('\n').map((l) => l.trim()).filter(Boolean)) {
    const match = /^(.+?)[\s,，;；]+([0-9A-Za-z]{6,20})$/.exec(line)
    if (match?.[1] && match[2]) pupils.push({ name: match[1].trim(), number: match[2].toUpperCase() })
    else wrong.push(line)
  }
  const twice = pupils.filter((p, i) => pupils.findIndex((q) => q.number === p.number) < i)
  return { pupils: pupils.filter((p) => !twice.includes(p)), wrong: [...wrong, ...twice.map((p) => p.name)] }
}

/** The same line sent twice is recorded once: its key follows from what it says. */
export async function requestKey(...parts: readonly string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(parts.join('\u0000')))
  return [...new Uint8Array(digest)].slice(0, 24).map((b) => b.toString(16).padStart(2, '0')).join('')
}
