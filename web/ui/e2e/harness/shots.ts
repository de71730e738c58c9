// A picture of every step, and the page checked for assistive technology at the same moment.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../shots')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export interface ShotOptions {
  /** The visible part only: for pages whose bars stick to the screen's edges. */
  screen?: boolean
}

export class Shots {
  #at = 0
  /** What was found, of all pages; a walk ends by looking at it. */
  readonly findings: string[] = []
  readonly #checked = new Set<string>()

  constructor(readonly engine: string) {
    mkdirSync(folder, { recursive: true })
  }

  /**
   * NN-name-engine.png; serious findings and sideways scrolling are noted. A long page is taken in a window as tall as
   * itself, so that bars stay at its ends.
   */
  async take(page: Page, name: string, options: ShotOptions = {}): Promise<void> {
    const file = `${String(++this.#at).padStart(2, '0')}-${name}-${this.engine}.png`
    const size = page.viewportSize()
    const tall = await page.evaluate(() => document.documentElement.scrollHeight)
    const grow = size && !options.screen && tall > size.height
    if (grow) await page.setViewportSize({ width: size.width, height: tall })
    await page.screenshot({ path: `${folder}/${file}`, animations: 'disabled' })
    await this.check(page, name) // still tall: a bar that sticks to the screen's edge covers nothing that cannot be scrolled away
    if (grow) await page.setViewportSize(size)
  }

  /** Once for each name: the same page is not clean twice. */
  async check(page: Page, name: string): Promise<void> {
    if (this.#checked.has(name)) return
    this.#checked.add(name)
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
    const grave = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
    this.findings.push(...grave.map((v) => `${name}: ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`))
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (sideways > 1) this.findings.push(`${name}: scrolls sideways by ${sideways} px`)
  }
}
