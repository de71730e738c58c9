import { expect, it } from 'vitest'
import { goesOn, live, sendingWords, shownJobs, stepOf, type ImportJob } from './importjobs'

const job = (id: string, step: string) => ({ id, step }) as ImportJob

it('shows what goes on, else how the newest ended', () => {
  const ids = (...jobs: ImportJob[]) => shownJobs(jobs).map((j) => j.id)
  expect(ids()).toEqual([])
  expect(ids(job('b', 'BROKEN'), job('a', 'DONE'))).toEqual(['b'])
  expect(ids(job('c', 'FAILED'), job('b', 'SAVING'), job('a', 'READING'))).toEqual(['b', 'a'])
})

it('counts previews among what goes on, without the promise that they outlive their page', () => {
  expect(['PREVIEWING', 'COMPARING', 'READING', 'SAVING', 'DONE', 'FAILED', 'BROKEN'].map((step) => [stepOf(job('a', step)), live(job('a', step)), goesOn(job('a', step))])).toEqual([
    [1, true, false], [2, true, false], [1, true, true], [2, true, true], [0, false, false], [0, false, false], [0, false, false],
  ])
})

it('says in per cent and megabytes how much of a file has left', () => {
  expect(sendingWords(20 << 20, 0.3333)).toEqual({ percent: 33, sent: '6.7', all: '20.0' })
  expect(sendingWords(10, 1)).toEqual({ percent: 100, sent: '0.0', all: '0.0' })
})
