import type { Counterexample } from './explorer.ts'
import type { RunStep } from './trace.ts'

/** A counterexample as lines for a terminal: each step with what was said in it, then what can go on for ever. */
export function asText(counterexample: Counterexample): string {
  const { property, text, besides, trace, loop } = counterexample
  const lines = [`${property} fails after ${count(trace.length)}: ${text}`]
  if (besides.length > 0) lines.push(`  also broken: ${besides.join(', ')}`)
  const width = String(trace.length + (loop?.length ?? 0)).length
  const show = (step: RunStep, number: number): void => {
    lines.push(`  ${String(number).padStart(width)}  ${step.event}`)
    for (const { from, to, text: said } of step.messages)
      lines.push(`  ${' '.repeat(width)}    ${from} → ${to}  ${said}`)
  }
  trace.forEach((step, at) => {
    show(step, at + 1)
  })
  if (loop?.length === 0) lines.push('  from here on nothing more need happen')
  if (loop !== undefined && loop.length > 0) lines.push('  and then for ever')
  loop?.forEach((step, at) => {
    show(step, trace.length + at + 1)
  })
  return lines.join('\n')
}

/** A counterexample as a Mermaid sequence diagram; participants come in the order of their first message. */
export function asMermaid(counterexample: Counterexample): string {
  const { property, text, trace, loop } = counterexample
  const ids = new Map<string, string>()
  for (const { messages } of [...trace, ...(loop ?? [])]) {
    for (const name of messages.flatMap(({ from, to }) => [from, to])) {
      if (!ids.has(name)) ids.set(name, `p${ids.size}`)
    }
  }
  if (ids.size === 0) ids.set('env', 'p0')
  const over = `${[...ids.values()][0]}`
  const steps = (list: readonly RunStep[], indent: string): string[] =>
    list.flatMap(({ event, messages }) => [
      `${indent}Note over ${over}: ${plain(event)}`,
      ...messages.map(
        ({ from, to, text: said }) =>
          `${indent}${ids.get(from)}${to === 'env' ? '-->>' : '->>'}${ids.get(to)}: ${plain(said)}`,
      ),
    ])
  const rest = loop === undefined || loop.length === 0 ? [] : ['  loop for ever', ...steps(loop, '    '), '  end']
  return [
    'sequenceDiagram',
    ...[...ids].map(([name, id]) => `  participant ${id} as ${plain(name)}`),
    ...steps(trace, '  '),
    ...rest,
    `  Note over ${over}: ${plain(`${property} fails: ${text}`)}`,
    '',
  ].join('\n')
}

function count(steps: number): string {
  return steps === 1 ? '1 step' : `${steps} steps`
}

/** Mermaid ends a statement at a semicolon and reads a hash as the start of an entity. */
function plain(text: string): string {
  return text.replace(/[;#\n]/g, (character) => (character === '\n' ? ' ' : `#${character.charCodeAt(0)};`))
}
