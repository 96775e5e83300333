import type { Json } from '../../spec/json.ts'
import type { Subject } from './model.ts'

/** The texts that a case gives for a parameter, at any depth, each once in the order of their first use. */
export function textsOf({ inputs }: Pick<Subject, 'inputs'>, parameter: string): readonly string[] {
  const found = new Set<string>()
  const collect = (value: Json): void => {
    if (value === null || typeof value !== 'object') return
    for (const [name, inner] of Object.entries(value)) {
      if (name === parameter && typeof inner === 'string') found.add(inner)
      else collect(inner as Json)
    }
  }
  for (const { params } of inputs) collect(params)
  return [...found]
}

/** Texts as a model's scope: empty where there are none. */
export function textsScope(texts: readonly string[]): string {
  return texts.length === 0 ? '' : JSON.stringify(texts)
}
