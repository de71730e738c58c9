import { expect, it } from 'vitest'
import { shownJobs, type ImportJob } from './importjobs'

const job = (id: string, step: string) => ({ id, step }) as ImportJob

it('shows what goes on, else how the newest ended', () => {
  const ids = (...jobs: ImportJob[]) => shownJobs(jobs).map((j) => j.id)
  expect(ids()).toEqual([])
  expect(ids(job('b', 'BROKEN'), job('a', 'DONE'))).toEqual(['b'])
  expect(ids(job('c', 'FAILED'), job('b', 'SAVING'), job('a', 'READING'))).toEqual(['b', 'a'])
})
