import type { Json } from '../../../spec/json.ts'
import type { CaseResult } from '../judging/case-result.ts'
import type { Exchange } from '../judging/monitor.ts'

/** Characters of one text that a finding keeps: more than any report shows, and a small part of the 16 MiB that a line may have. */
const longest = 64 * 1024

/**
 * A result as the findings of a run keep it: of a text that is too long its beginning. An implementation may answer with 16 MiB a
 * call, and a run keeps a transcript for each requirement that fails. What was judged is not judged again.
 */
export function keptResult(result: CaseResult): CaseResult {
  const exchanges = new Map(result.exchanges.map((exchange) => [exchange, keptExchange(exchange)]))
  return {
    ...result,
    exchanges: [...exchanges.values()],
    violations: result.violations.map((violation) => ({
      ...violation,
      exchange: exchanges.get(violation.exchange) ?? keptExchange(violation.exchange),
      allowed: beginning(violation.allowed),
      got: beginning(violation.got),
    })),
  }
}

function keptExchange(exchange: Exchange): Exchange {
  const reply = shortened(exchange.reply as unknown as Json)
  return reply === (exchange.reply as unknown as Json) ? exchange : ({ ...exchange, reply } as unknown as Exchange)
}

/** The very same where nothing is too long. */
function shortened(value: Json): Json {
  if (typeof value === 'string') return beginning(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map(shortened)
    return items.every((item, at) => item === value[at]) ? value : items
  }
  const members = Object.entries(value).map(([name, member]) => [name, shortened(member as Json)] as const)
  return members.every(([name, member]) => member === value[name]) ? value : Object.fromEntries(members)
}

/** A copy of its own: a slice would keep the whole text alive. */
function beginning(text: string): string {
  if (text.length <= longest) return text
  const head = Buffer.from(text.slice(0, longest)).toString()
  return `${head} … (${text.length - longest} more characters, not kept)`
}
