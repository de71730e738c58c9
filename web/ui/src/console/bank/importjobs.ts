// Imports as those who wait for them see them.
import type { Schemas } from '../types'

export type ImportJob = Schemas['ImportJobView']

export const live = (job: ImportJob) => job.step === 'READING' || job.step === 'SAVING'

/** What is shown: all that go on, and of what is over only the newest, unless something newer goes on. */
export function shownJobs(jobs: readonly ImportJob[]): ImportJob[] {
  const going = jobs.filter(live)
  return going.length ? going : jobs.slice(0, 1)
}
