import { clip } from './clip.ts'
import { laneOf, type Moment, momentsOf } from './moment.ts'
import { type Paint, plain } from './paint.ts'
import { type Printable, text } from './printable.ts'
import type { ToldDefect } from './summary.ts'

/** Columns before the first lifeline, and from it to the next one at least. */
const indent = 9
const nearest = 30
/** A longer case is told in lines. */
const mostMoments = 12

/**
 * The case of a defect as a small sequence diagram, the kit at the left and the parts of the implementation beside it; undefined where
 * `width` columns do not hold it, where it is long, or where there is nothing to draw.
 */
export function sequenceLines(told: ToldDefect, width: number, paint: Paint = plain): readonly Printable[] | undefined {
  const moments = momentsOf(told)
  const names = [...new Set(moments.map(({ line }) => laneOf(line.op)))]
  const gap = Math.floor((width - indent - 10) / Math.max(1, names.length))
  if (told.defect.transcript === undefined || gap < nearest || moments.length > mostMoments) return undefined
  const lanes = names.map((name, at) => ({ name: plainOf(name), at: (at + 1) * gap }))
  const last = lanes.at(-1)?.at ?? 0
  const heads = [{ name: 'kit', at: 0 }, ...lanes].reduce(
    (row, { name, at }) =>
      put(row, name.slice(0, gap - 2), indent + at - Math.floor(Math.min(name.length, gap - 2) / 2)),
    ''.padEnd(indent + last + 10),
  )
  return [
    paint.faint(heads.trimEnd()),
    ...moments.flatMap((moment) => {
      const lane = lanes.find(({ name }) => name === plainOf(laneOf(moment.line.op)))
      const rest = lanes.filter(({ at }) => at > (lane?.at ?? 0)).map(({ at }) => at - (lane?.at ?? 0))
      return rows(moment, lane?.at ?? last, lifelines(rest), paint)
    }),
  ]
}

function rows({ line }: Moment, length: number, rest: string, paint: Paint): readonly Printable[] {
  const { step, op, summary, query, unsent, got, differences } = line
  const number = step === 0 || query === true ? '' : String(step)
  const front = text`    ${number.padStart(3)}  `
  const call = `${op.slice(op.indexOf('.') + 1)} ${summary}`.trimEnd()
  if (unsent === true) return [text`${front}│${fitted(`(${laneOf(op)} ${call})`, length - 1, ' ')}│${rest}`]
  const sent = text`${front}│${fitted(call, length - 2, '─')}▶│${rest}`
  if (got === undefined) return [sent]
  const reply = fitted(got, length - 3, '─')
  const answer = differences === undefined ? text`◀${reply}─` : paint.bad(text`◀${reply}✗`)
  return [sent, text`         │${answer}│${rest}`]
}

/** The text in an arrow of so many columns. */
function fitted(raw: string, length: number, fill: '─' | ' '): string {
  const shown = plainOf(raw)
  const most = length - 4
  const words = shown.length <= most ? shown : `${shown.slice(0, most - 1)}…`
  return `${fill} ${words} `.padEnd(length, fill)
}

/** As it is printed: what is measured and cut are the columns that it takes. */
function plainOf(raw: string): string {
  return String(text`${clip(raw)}`)
}

function lifelines(places: readonly number[]): string {
  return places.reduce((row, at) => `${row.padEnd(at - 1)}│`, '')
}

function put(row: string, word: string, at: number): string {
  return `${row.slice(0, at)}${word}${row.slice(at + word.length)}`
}
