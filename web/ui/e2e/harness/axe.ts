// What stands in the way of assistive technology on a page, by the WCAG 2.2 rules of levels A and AA.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export interface Barrier {
  grave: boolean
  /** "rule: where, where" */
  text: string
}

/**
 * What is wrong with a page. It runs in the page itself: no page has foreign frames, for which the other mode opens a blank page, and a
 * process, each time. Places are only worked out for what is wrong.
 */
export async function barriers(page: Page): Promise<Barrier[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).withTags(tags).analyze()
  return violations.map((v) => ({ grave: v.impact === 'serious' || v.impact === 'critical', text: `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}` }))
}
