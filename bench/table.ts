import type { Benchmark, Result } from './measure.ts'

/** What one benchmark found, or why it could not be run. */
export interface Measured {
  readonly benchmark: Benchmark
  readonly results: readonly Result[]
}

const heading = ['what', 'measured', 'yardstick', 'ratio', 'target', 'met'] as const

function cells(result: Result): readonly string[] {
  const met = result.met === undefined ? '' : result.met ? 'yes' : 'no'
  return [result.what, result.measured, result.yardstick, result.ratio, result.target, met]
}

/** One line as printed while the benchmarks run. */
export function line(result: Result): string {
  const { what, measured, yardstick, ratio, target, met } = result
  const mark = met === undefined ? '·' : met ? '✓' : '✗'
  const rest = [yardstick === '' ? '' : `against ${yardstick}`, ratio, target === '' ? '' : `target ${target}`]
  return `${mark} ${[`${what}: ${measured}`, ...rest.filter((text) => text !== '')].join('  |  ')}`
}

/** The page docs/performance.md. */
export function page(all: readonly Measured[]): string {
  const results = all.flatMap((measured) => measured.results)
  const row = (texts: readonly string[]): string =>
    `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
  const gaps = results.filter(({ met, target, gap }) => gap !== undefined && met !== true && target !== '')
  return `# Performance

Written by \`npm run bench\`. Rates are medians and depend on the machine; a ratio is the median of ratios between turns taken
alternately in the same run, and so depends on it far less. The code is bundled as it is shipped.

${row(heading)}
${row(heading.map(() => '---'))}
${results.map((result) => row(cells(result))).join('\n')}

## Where targets are not met

${gaps.length === 0 ? 'All targets are met.' : gaps.map(({ what, gap }) => `* **${what}**: ${gap}`).join('\n')}

## What is measured

${all.map(({ benchmark }) => `* [${benchmark.id}](../bench/${benchmark.id}.ts): ${benchmark.explain}`).join('\n')}

Not measured: the length of shrunk cases against the breadth-first optimum of the product with the original.
`
}
