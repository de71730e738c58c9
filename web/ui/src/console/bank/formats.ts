// The formats in which questions travel, in the order in which they are offered.
import type { Schemas } from '../types'

export const formats = ['xlsx', 'csv', 'csv-gb18030', 'xlsx-zip', 'csv-zip', 'moodle-xml', 'gift', 'aiken', 'qti-2.1', 'qti-2.2', 'qti-3.0'] as const
export type Format = (typeof formats)[number]

// nameKey is the text key of a format's name.
export const nameKey = (format: string) => `exchange.formats.${format}`

// extension is how a fetched file ends.
export function extension(format: string): string {
  if (format.startsWith('qti') || format.endsWith('-zip')) return '.zip'
  if (format.startsWith('csv')) return '.csv'
  return { xlsx: '.xlsx', 'moodle-xml': '.xml', gift: '.gift.txt', aiken: '.aiken.txt' }[format] ?? ''
}

export interface Remark { key: string; row: number; text: string }

// remarks gathers what a person should see of a preview beside the rows: questions left out, and those much like others.
export function remarks(preview: Schemas['PreviewView'], t: (key: string, named: Record<string, unknown>) => string): { left: Remark[]; near: Remark[] } {
  const left: Remark[] = []
  const near: Remark[] = []
  for (const r of preview.rows) {
    if (r.left) left.push({ key: `${r.row}`, row: r.row, text: r.left })
    for (const [i, n] of (r.near ?? []).entries()) {
      near.push({ key: `${r.row}.${i}`, row: r.row, text: t(n.row ? 'exchange.nearRow' : 'exchange.nearBank', { percent: n.percent, row: n.row }) + n.stem })
    }
  }
  return { left, near }
}
