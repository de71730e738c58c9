// The sentence on supervision that a room shows, in the reader's language where the room has it.
export function supervised(of: { supervision: string; supervisionEn?: string | undefined } | undefined, locale: string): string {
  return (locale.startsWith('en') && of?.supervisionEn) || of?.supervision || ''
}
