// A look into a table file before it is sent: CSV can be shown here, a workbook is read by the server.

/** The rows of a CSV text; quotes may hold commas, line ends and doubled quotes. */
export function csvRows(text: string, most = 20): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const source = text.replace(/^\uFEFF/, '')
  const endRow = () => {
    rows.push([...row, cell])
    row = []
    cell = ''
  }
  for (let i = 0; i < source.length && rows.length < most; i++) {
    const c = source[i]
    if (quoted) {
      if (c === '"' && source[i + 1] === '"') cell += source[++i] ?? ''
      else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"' && cell === '') quoted = true
    else if (c === ',') {
      row.push(cell)
      cell = ''
    } else if (c === '\n') endRow()
    else if (c !== '\r') cell += c
  }
  if (rows.length < most && (cell !== '' || row.length > 0)) endRow()
  return rows.filter((cells) => cells.some((value) => value.trim() !== ''))
}

export interface CellMistake {
  row: string
  column: string
  message: string
}

/** "row 12, 手机号" as the server names a wrong cell. */
export function cellMistake(path: string, message: string): CellMistake {
  const match = /row (\d+)(?:, (.+))?$/.exec(path)
  return { row: match?.[1] ?? '', column: match?.[2] ?? (match ? '' : path), message }
}

/** Hides most of what looks like a personal number in a preview. */
export function hideNumbers(cell: string): string {
  return cell.replace(/[A-Z]?\d[\dX]{9,}/gi, (n) => `${n.slice(0, 3)}${'*'.repeat(Math.max(3, n.length - 7))}${n.slice(-4)}`)
}
