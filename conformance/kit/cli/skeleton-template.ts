/** What stands for a name in a template. */
export type Values = Readonly<Record<string, string>>

/**
 * A template with its values: `{{name}}` is replaced; lines between `{{#operations}}` and `{{/operations}}` are repeated for each of
 * `operations`, whose names come first. Throws `RangeError` for a name that nothing stands for.
 */
export function filledIn(template: string, values: Values, operations: readonly Values[]): string {
  return template
    .replace(/^\{\{#operations\}\}\n([\s\S]*?)^\{\{\/operations\}\}\n/gm, (_, body: string) =>
      operations.map((operation) => replaced(body, { ...values, ...operation })).join(''),
    )
    .replace(/[\s\S]+/, (text) => replaced(text, values))
}

function replaced(text: string, values: Values): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new RangeError(`{{${name}}}: expected one of ${Object.keys(values).join(', ')}`)
    return value
  })
}
