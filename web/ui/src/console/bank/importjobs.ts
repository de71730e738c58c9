// Imports as those who wait for them see them.
import type { Schemas } from '../types'

export type ImportJob = Schemas['ImportJobView']

/** Where a file is, of a preview and of an import; each has two steps. */
const steps: Record<string, number> = { PREVIEWING: 1, COMPARING: 2, READING: 1, SAVING: 2 }

export const stepOf = (job: ImportJob) => steps[job.step] ?? 0
export const live = (job: ImportJob) => stepOf(job) > 0
/** A preview ends when its page is left; an import goes on. */
export const goesOn = (job: ImportJob) => job.step === 'READING' || job.step === 'SAVING'

/** What is shown: all that go on, and of what is over only the newest, unless something newer goes on. */
export function shownJobs(jobs: readonly ImportJob[]): ImportJob[] {
  const going = jobs.filter(live)
  return going.length ? going : jobs.slice(0, 1)
}

/** The numbers of a file on its way: per cent, and megabytes of all. */
export function sendingWords(bytes: number, share: number): { percent: number; sent: string; all: string } {
  const mb = (n: number) => (n / (1 << 20)).toFixed(1)
  return { percent: Math.floor(share * 100), sent: mb(bytes * share), all: mb(bytes) }
}
