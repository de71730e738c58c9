// What every walk through the built program has: a running house and a stage of browser pages.
import { test as base, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { browserArgs, executablePath } from './browser.ts'
import { startHouse, type Engine, type House } from './program.ts'
import { Shots } from './shots.ts'

export const sizes = {
  portal: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  seat: { viewport: { width: 1366, height: 768 }, hasTouch: true },
  gate: { viewport: { width: 1080, height: 1920 }, hasTouch: true },
  console: { viewport: { width: 1440, height: 900 } },
} satisfies Record<string, BrowserContextOptions>

/** The open pages of one test file, by name, and what went wrong on them. */
export class Stage {
  readonly faults: string[] = []
  readonly #pages = new Map<string, Page>()
  readonly #contexts: BrowserContext[] = []
  readonly #browsers: Browser[] = []
  readonly #seenAt = new Map<string, number>() // page → moves of the clock when it was last used

  constructor(
    private readonly browser: Browser,
    readonly house: House,
    readonly shots: Shots,
  ) {}

  /** A page in a browser of its own, opened once and found again by its name. */
  async page(name: string, size: keyof typeof sizes, more: BrowserContextOptions = {}, prepare?: (context: BrowserContext) => Promise<void>): Promise<Page> {
    const there = this.#pages.get(name)
    if (there) return there
    const context = await this.browser.newContext({
      baseURL: this.house.url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', permissions: ['camera', 'microphone'], reducedMotion: 'reduce', ...sizes[size], ...more,
    })
    this.#contexts.push(context)
    await prepare?.(context)
    return this.watch(name, await context.newPage())
  }

  /** Whether a page is new, or the program's clock was moved since this was last asked: its login may be over. */
  aged(name: string): boolean {
    const { moves } = this.house.clock
    const aged = this.#seenAt.get(name) !== moves
    this.#seenAt.set(name, moves)
    return aged
  }

  /** A page in a browser with a camera of its own: what a camera shows is said when a browser starts. */
  async cameraPage(name: string, size: keyof typeof sizes, film: string): Promise<Page> {
    const own = await this.browser.browserType().launch({ executablePath, args: [...browserArgs, `--use-file-for-fake-video-capture=${film}`] })
    this.#browsers.push(own)
    const context = await own.newContext({ baseURL: this.house.url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', permissions: ['camera', 'microphone'], reducedMotion: 'reduce', ...sizes[size] })
    return this.watch(name, await context.newPage())
  }

  /** Another tab beside a page: same browser, same storage. */
  async tab(name: string, beside: string): Promise<Page> {
    const first = this.#pages.get(beside)
    if (!first) throw new Error(`no page ${beside}`)
    return this.watch(name, await first.context().newPage())
  }

  async close(name: string): Promise<void> {
    await this.#pages.get(name)?.close()
    this.#pages.delete(name)
  }

  /** Takes a page in: its faults count, and it is shown after a failure. */
  watch(name: string, page: Page): Page {
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (err) => this.faults.push(`${name}: ${err.message}`))
    page.on('console', (message) => {
      if (message.type() !== 'error' || /Failed to load resource|WebSocket connection|net::ERR_/.test(message.text())) return
      this.faults.push(`${name}: ${message.text()}`)
    })
    this.#pages.set(name, page)
    return page
  }

  /** Pictures of everything that is open, after a failure. */
  async witness(test: string): Promise<void> {
    const folder = resolve(import.meta.dirname, '../.out/failed')
    mkdirSync(folder, { recursive: true })
    for (const [name, page] of this.#pages) {
      if (!page.isClosed()) await page.screenshot({ path: `${folder}/${this.house.engine}-${test}-${name}.png`.replace(/\s+/g, '_'), fullPage: true }).catch(() => undefined)
    }
  }

  /** An empty stage: the file that this worker ran before may have used the same names for its seats. */
  async fresh(): Promise<void> {
    await this.end()
    this.#contexts.length = this.#browsers.length = 0
    this.#pages.clear()
    this.#seenAt.clear()
  }

  async end(): Promise<void> {
    await Promise.all([...this.#contexts, ...this.#browsers].map((one) => one.close()))
  }
}

interface Worker {
  engine: Engine
  house: House
}

export const test = base.extend<{ witnessed: void }, Worker & { stage: Stage }>({
  engine: ['sqlite', { option: true, scope: 'worker' }],
  house: [
    async ({ engine }, use) => {
      const house = await startHouse(engine)
      await use(house)
      await house.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  stage: [
    async ({ browser, house }, use) => {
      const stage = new Stage(browser, house, new Shots(house.engine))
      await use(stage)
      await stage.end()
    },
    { scope: 'worker' },
  ],
  // A fixture, not a hook: a hook of this file would hold for the first spec that a worker loads, and for no other.
  witnessed: [
    async ({ stage }, use, info) => {
      await use()
      if (info.status === info.expectedStatus) return
      await stage.witness(info.title)
      console.log(`the program's time: ${new Date(stage.house.clock.now()).toISOString()}`)
      if (stage.faults.length) console.log(`errors in the browser:\n${stage.faults.join('\n')}`)
    },
    { auto: true },
  ],
})

// A step that is skipped has not been tried, and the steps after it stand on nothing.
const never = () => {
  throw new Error('no step of the browser tests may be skipped')
}
Object.assign(test, { skip: never, fixme: never })

export { expect } from '@playwright/test'
