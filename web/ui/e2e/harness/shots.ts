// A picture of every step, and the page checked for assistive technology at the same moment.
import { test, type Page } from '@playwright/test'
import { mkdirSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { barriers } from './axe.ts'

/** Never committed; README.md's pictures are copies. */
const folder = resolve(import.meta.dirname, '../shots')
/** Specs that run on both pairs of stores, with the same pages. */
const onBoth = /[\\/](walk|sitting)\.spec\.ts$/

export interface ShotOptions {
  /** The visible part only: for pages whose bars stick to the screen's edges. */
  screen?: boolean
}

export class Shots {
  readonly #taken = new Map<string, number>() // folder → pictures in it
  /** What was found, of all pages; a walk ends by looking at it. */
  readonly findings: string[] = []
  readonly #checked = new Set<string>()

  constructor(readonly engine: string) {}

  /** The next picture's file; those of an earlier run are thrown away first. */
  #file(name: string): string {
    const into = join(folder, this.engine, basename(test.info().file, '.spec.ts'))
    const at = (this.#taken.get(into) ?? 0) + 1
    if (at === 1) rmSync(into, { recursive: true, force: true })
    mkdirSync(into, { recursive: true })
    this.#taken.set(into, at)
    return join(into, `${String(at).padStart(2, '0')}-${name}.png`)
  }

  /**
   * engine/spec/NN-name.png; serious findings and sideways scrolling are noted. A long page is taken in a window as tall as
   * itself, so that bars stay at its ends.
   */
  async take(page: Page, name: string, options: ShotOptions = {}): Promise<void> {
    const size = page.viewportSize()
    const tall = await page.evaluate(() => document.documentElement.scrollHeight)
    const grow = size && !options.screen && tall > size.height
    if (grow) await page.setViewportSize({ width: size.width, height: tall })
    await page.screenshot({ path: this.#file(name), animations: 'disabled' })
    await this.check(page, name) // still tall: a bar that sticks to the screen's edge covers nothing that cannot be scrolled away
    if (grow) await page.setViewportSize(size)
  }

  /** Once for each name: the same page is not clean twice, nor is it on the second pair of stores where it is on the first. */
  async check(page: Page, name: string): Promise<void> {
    if (this.#checked.has(name) || (this.engine !== 'sqlite' && onBoth.test(test.info().file))) return
    this.#checked.add(name)
    const grave = (await barriers(page)).filter((one) => one.grave)
    this.findings.push(...grave.map(({ text }) => `${name}: ${text}`))
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (sideways > 1) this.findings.push(`${name}: scrolls sideways by ${sideways} px`)
  }
}
