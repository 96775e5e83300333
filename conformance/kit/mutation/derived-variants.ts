import type { Implementation, Reply } from '../../../spec/adapter.ts'
import type { Json } from '../../../spec/json.ts'
import type { Altered, Protocol } from '../protocol.ts'

/** Choices that are legal in every protocol, made for its reference implementation. */
export function derivedVariants({ id, reference }: Pick<Protocol, 'id' | 'reference'>): readonly Altered[] {
  return [
    {
      id: `${id}/members-in-reverse`,
      explain: 'The members of every object in an answer come in reverse order.',
      create: () => answering(reference(), reversed),
    },
  ]
}

function answering(implementation: Implementation, change: (value: Json) => Json): Implementation {
  const changed = (reply: Reply): Reply => change(reply as unknown as Json) as unknown as Reply
  return {
    request: (op, params) => {
      const reply = implementation.request(op, params)
      return reply instanceof Promise ? reply.then(changed) : changed(reply)
    },
  }
}

function reversed(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(reversed)
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  )
}
