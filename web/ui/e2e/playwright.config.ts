// Browser tests. BASE_URL: a running server; without it the built pages are served from ../dist without one.
// CHROMIUM: the browser, by default Debian's.
import { availableParallelism } from 'node:os'
import { defineConfig, devices } from '@playwright/test'
import { browserArgs, executablePath } from './harness/browser.ts'
import type { Engine } from './harness/program.ts'

const base = process.env['BASE_URL']
const port = Number(process.env['UI_PORT'] ?? 4173)

export default defineConfig<object, { engine: Engine }>({
  testDir: '.',
  outputDir: '.out/results',
  preserveOutput: 'failures-only',
  snapshotDir: '.out/snapshots',
  fullyParallel: true,
  workers: availableParallelism() >= 4 ? 3 : 2, // drawing in software keeps a core and more busy
  timeout: 60_000,
  retries: 1, // on a machine too busy for its browsers, in a house begun anew; the summary names what needed it
  expect: { timeout: 15_000 }, // a busy machine is no fault
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: {
    baseURL: base ?? `http://127.0.0.1:${port}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ignoreHTTPSErrors: true, // a room's own certificate authority
    trace: 'on-first-retry', // it costs a third of the processor time
    permissions: ['camera', 'microphone'],
    launchOptions: {
      executablePath,
      args: browserArgs,
    },
  },
  projects: [
    // The built program from end to end (harness/): the walk and the sittings on both pairs of stores, what does not depend
    // on them on one. Without traces, also when tried again: failures leave pictures of all pages in .out/failed.
    { name: 'mariadb', testMatch: /(walk|sitting|camera)\.spec\.ts$/, use: { engine: 'mariadb', trace: 'off' } },
    { name: 'sqlite', testMatch: /[\\/](walk|sitting|looks|faceless|incidents|provenance|seeing|questionbank|cases|clips|aloud|languages|pictures)\.spec\.ts$/, use: { engine: 'sqlite', trace: 'off' } },
    { name: 'phone', testMatch: /(portal|verify|smoke)[^/]*\.spec\.ts$/, use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } } },
    { name: 'desktop', testMatch: /(console|smoke)[^/]*\.spec\.ts$/, use: { ...devices['Desktop Chrome'], viewport: { width: 1366, height: 768 } } },
    { name: 'kiosk', testMatch: /(kiosk|gate|seat|smoke)[^/]*\.spec\.ts$/, use: { ...devices['Desktop Chrome'], viewport: { width: 1366, height: 768 }, hasTouch: true } },
  ],
  ...(base
    ? {}
    : { webServer: { command: `node ../scripts/serve-dist.mjs ${port}`, url: `http://127.0.0.1:${port}/favicon.svg`, reuseExistingServer: false } }),
})
