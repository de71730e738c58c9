// The first of two people. The server compares natural persons and has the last word; a page can only warn in time.
import type { StaffUser } from '../session'

export interface Step {
  name: string
  at?: string | undefined
  /** The account, where the answer carries it; a name alone may be a namesake's. */
  account?: string | undefined
  /** Further people of the first step who are barred as well. */
  others?: readonly string[]
  /** The server's own word, where the answer carries it. */
  mine?: boolean
}

/** Whether the reader did the first step: by the server's word, by account, else by the full name. */
export function isMe(step: Step, user: Pick<StaffUser, 'id' | 'name'> | undefined): boolean {
  if (!user) return false
  if (step.mine !== undefined) return step.mine
  if (step.account) return step.account === user.id
  return user.name !== '' && [step.name, ...(step.others ?? [])].includes(user.name)
}
