import { describe, expect, it } from 'vitest'
import { decodeFrame } from './codec.ts'
import { DIALECTS, dialectOf } from './dialect.ts'
import { translated } from './translated-frames.ts'
import vectors from './vectors.json' with { type: 'json' }

const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex')

const ofP1 = <Row extends { readonly dialect: unknown }>(rows: readonly Row[]): Row[] =>
  rows.filter(({ dialect }) => dialect === 'P1')
/** About single type bytes and the header of the other kind: they are not the same in every dialect. */
const special = /^type |^checked frame/

describe.each([...Object.values(DIALECTS), dialectOf({ base: 'P4', unitVariant: 'pairNil' })])(
  'dialect %o',
  (dialect) => {
    if (typeof dialect === 'string') throw new RangeError(dialect)

    it('reads what the published dialect reads, with the same message', () => {
      const wrong = ofP1(vectors.accepted).flatMap(({ name, hex }) => {
        const was = decodeFrame(bytesOf(hex)).message
        const is = decodeFrame(translated(bytesOf(hex), dialect), dialect).message
        const members = Object.entries(was ?? {}).filter(([, value]) => value !== undefined)
        const same = members.every(
          ([member, value]) => JSON.stringify(is?.[member as keyof typeof is]) === JSON.stringify(value),
        )
        return is !== undefined && same ? [] : [name]
      })
      expect(wrong).toEqual([])
    })

    it('refuses what the published dialect refuses, for the same reason', () => {
      const wrong = ofP1(vectors.refused).flatMap(({ name, hex, code }) => {
        const { error } = decodeFrame(translated(bytesOf(hex), dialect), dialect)
        return special.test(name) || error?.code === code ? [] : [`${name}: ${error?.code}`]
      })
      expect(wrong).toEqual([])
    })
  },
)
