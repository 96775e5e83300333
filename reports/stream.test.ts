import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../conformance/kit/adapters/eventually.ts'
import { built } from '../test-build.ts'
import type { RunEvent } from './event.ts'
import { exampleEnding, exampleEvents, finished, streamOf } from './example-run.ts'
import { hostileTexts } from './hostile.ts'
import { ReportError } from './report-error.ts'
import { EventWriter, parseEvents, readEvents } from './stream.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cutover-stream-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const note: RunEvent = { event: 'note', code: 'CUT-NOTE', message: 'm' }

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof ReportError) return error.code
    throw error
  }
  return 'accepted'
}

describe('a written stream', () => {
  test('is read back as it was written, with a footer that is derived from it', () => {
    const events = finished(exampleEvents)
    expect(events.slice(0, -1)).toEqual(exampleEvents)
    expect(events.at(-1)).toMatchObject({
      event: 'run_finished',
      status: 'complete',
      exit_code: 1,
      counts: { pass: 1, fail: 3, inconclusive: 2, not_applicable: 2, excluded: 1, total: 9 },
      must_failed: 1,
      should_failed: 1,
      known: 1,
      cases: 20000,
      steps: 812345,
      lines: exampleEvents.length,
    })
  })

  test('keeps whatever an implementation sent, and shows none of it raw', () => {
    const events = hostileTexts.map((message): RunEvent => ({ ...note, message }))
    const bytes = streamOf(events)
    expect(parseEvents(bytes, 'stream').slice(0, -1)).toEqual(events)
    expect(bytes.toString()).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
  })

  test('is the same to the byte but for elapsed_ms, however long it took and however it was batched', () => {
    const many = Array.from(
      { length: 3000 },
      (_, index): RunEvent => ({ ...note, message: `note ${index} ${'x'.repeat(index % 90)}` }),
    )
    const write = (clock: () => number) => {
      const writer = new EventWriter(directory, clock)
      for (const event of [...exampleEvents, ...many]) writer.write(event)
      writer.finish(exampleEnding)
      return readFileSync(writer.path, 'utf8')
    }
    let time = 0
    const slow = write(() => (time += 2718))
    const quick = write(() => 0)
    expect(slow).not.toBe(quick)
    expect(slow.replace('"elapsed_ms":2718', '"elapsed_ms":0')).toBe(quick)
  })

  test('takes no event that a reader would refuse, and none after its footer', () => {
    const writer = new EventWriter(directory, () => 0)
    const broken = { event: 'coverage', chart: 'c', transitions: Number.NaN, covered: 0, uncovered: [] } as const
    expect(codeOf(() => writer.write(broken))).toBe('CUT-REPORT-SCHEMA')
    writer.write(note)
    writer.finish(exampleEnding)
    expect(readEvents(writer.path)).toHaveLength(2)
    expect(codeOf(() => writer.write(note))).toBe('CUT-REPORT-CLOSED')
    expect(codeOf(() => writer.finish(exampleEnding))).toBe('CUT-REPORT-CLOSED')
  })

  test('that is interrupted is whole and says so; an interrupt after the end changes nothing', () => {
    const writer = new EventWriter(directory, () => 0)
    for (const event of exampleEvents) writer.write(event)
    writer.interrupt({ cases: 17, steps: 99 })
    writer.interrupt({ cases: 18, steps: 100 })
    const footer = readEvents(writer.path).at(-1)
    expect(footer).toMatchObject({ status: 'interrupted', exit_code: 130, cases: 17, steps: 99, must_failed: 1 })
    expect(existsSync(`${writer.path}.part`)).toBe(false)
  })
})

describe('a damaged stream is refused', () => {
  const bytes = streamOf(exampleEvents)
  const footerStart = bytes.lastIndexOf('\n', bytes.length - 2) + 1
  const footer = JSON.parse(bytes.subarray(footerStart).toString()) as Record<string, unknown>
  const withFooter = (changes: object) =>
    Buffer.concat([bytes.subarray(0, footerStart), Buffer.from(`${JSON.stringify({ ...footer, ...changes })}\n`)])
  const codeFor = (damaged: Buffer) => codeOf(() => parseEvents(damaged, 'stream'))

  test('when cut at any byte', () => {
    const small = streamOf(exampleEvents.slice(0, 5))
    expect(codeFor(small)).toBe('accepted')
    const codes = new Set<string>()
    for (let length = 0; length < small.length; length += 1) codes.add(codeFor(small.subarray(0, length)))
    expect([...codes].sort()).toEqual(['CUT-REPORT-FOOTER', 'CUT-REPORT-TRUNCATED'])
  })

  test('when any bit before the footer flips', () => {
    const small = streamOf([note, { ...note, message: 'größer' }])
    const end = small.lastIndexOf('\n', small.length - 2) + 1
    for (let index = 0; index < end * 8; index += 1) {
      const flipped = Buffer.from(small)
      flipped[index >> 3] = (small[index >> 3] ?? 0) ^ (1 << (index & 7))
      expect(codeFor(flipped), `bit ${index}`).not.toBe('accepted')
    }
  })

  test('with the code of what is wrong', () => {
    const lines = bytes.toString().split('\n').slice(0, -1)
    const joined = (changed: readonly string[]) => Buffer.from(`${changed.join('\n')}\n`)
    expect(codeFor(joined(lines.toSpliced(3, 1)))).toBe('CUT-REPORT-COUNT')
    expect(codeFor(joined(lines.toSpliced(3, 1, JSON.stringify(note))))).toBe('CUT-REPORT-DIGEST')
    expect(codeFor(joined([...lines, JSON.stringify(note)]))).toBe('CUT-REPORT-FOOTER')
    expect(codeFor(joined([...lines, lines.at(-1) ?? '']))).toBe('CUT-REPORT-FOOTER')
    expect(codeFor(joined(lines.toSpliced(3, 1, '{"event":')))).toBe('CUT-REPORT-JSON')
    expect(codeFor(joined(lines.toSpliced(3, 1, '')))).toBe('CUT-REPORT-JSON')
    expect(codeFor(joined(lines.toSpliced(3, 1, '{"event":"progress"}')))).toBe('CUT-REPORT-SCHEMA')
    expect(codeFor(Buffer.concat([Buffer.from('\ufeff'), bytes]))).toBe('CUT-REPORT-JSON')
    expect(codeFor(Buffer.concat([Buffer.from([0xff]), bytes]))).toBe('CUT-REPORT-JSON')
    expect(codeFor(Buffer.from('\n'))).toBe('CUT-REPORT-JSON')
  })

  test('when its footer states figures that the stream does not have', () => {
    expect(codeFor(withFooter({}))).toBe('accepted')
    expect(codeFor(withFooter({ must_failed: 0 }))).toBe('CUT-REPORT-COUNT')
    expect(codeFor(withFooter({ known: 2 }))).toBe('CUT-REPORT-COUNT')
    expect(codeFor(withFooter({ counts: { ...(footer.counts as object), pass: 4 } }))).toBe('CUT-REPORT-COUNT')
    expect(codeFor(withFooter({ lines: 1 }))).toBe('CUT-REPORT-COUNT')
    expect(codeFor(withFooter({ digest: '0'.repeat(64) }))).toBe('CUT-REPORT-DIGEST')
  })
})

describe('a run that is', () => {
  const endless = `
    import { EventWriter } from ${JSON.stringify(built('event-stream'))}
    const writer = new EventWriter(process.argv[1])
    process.on('SIGINT', () => { writer.interrupt({ cases: 1, steps: 2 }); process.exit(130) })
    const batch = () => {
      for (let i = 0; i < 200; i += 1) writer.write({ event: 'note', code: 'CUT-NOTE', message: 'x'.repeat(i) })
      setTimeout(batch, 1)
    }
    batch()
  `

  async function stop(signal: 'SIGKILL' | 'SIGINT'): Promise<number | null> {
    const child = spawn(process.execPath, ['--input-type=module', '-e', endless, directory], {
      stdio: 'inherit',
    })
    const exit = once(child, 'exit')
    const part = join(directory, 'events.ndjson.part')
    await eventually(() => expect(statSync(part).size).toBeGreaterThan(200_000))
    child.kill(signal)
    const [code] = (await exit) as [number | null]
    return code
  }

  test('killed leaves nothing that looks whole, not even the stream of the run before', async () => {
    const path = join(directory, 'events.ndjson')
    writeFileSync(path, streamOf(exampleEvents))
    await stop('SIGKILL')
    expect(existsSync(path)).toBe(false)
    expect(() => readEvents(path)).toThrow(`${path}.part holds what a run wrote before it was killed`)
    expect(codeOf(() => readEvents(path))).toBe('CUT-REPORT-MISSING')
    expect(codeOf(() => readEvents(`${path}.part`))).toMatch(/CUT-REPORT-(TRUNCATED|FOOTER)/)
  })

  test('interrupted by a signal leaves a whole stream', async () => {
    expect(await stop('SIGINT')).toBe(130)
    expect(readEvents(join(directory, 'events.ndjson')).at(-1)).toMatchObject({ status: 'interrupted', exit_code: 130 })
  })

  test('killed later has its findings on the disk at once', () => {
    const writer = new EventWriter(directory, () => 0)
    for (const event of exampleEvents.slice(0, 6)) writer.write(event)
    expect(readFileSync(`${writer.path}.part`, 'utf8').split('\n')).toHaveLength(7)
    writer.interrupt({ cases: 0, steps: 0 })
  })
})
