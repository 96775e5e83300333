/** A string that must not come back where it has no business. Each is as unlike ordinary texts as possible. */
export const canary = (of: string): string => `canary-${of}-7f3a`

export function isCanary(text: string): boolean {
  return text.startsWith('canary-') && text.endsWith('-7f3a')
}

/** How many characters of a canary give it away; what all canaries begin and end with is shorter. */
const telling = 10

/** Whether a text gives away a canary: as it is, in part, in other cases or with other punctuation, backwards, in base64 or in hex. */
export function givesAway(text: string, planted: string): boolean {
  const bytes = Buffer.from(planted)
  // In base64 a text looks different by where it begins within three bytes; its ends depend on their neighbours.
  const coded = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(shift === 0 ? 0 : 4, -4),
  )
  if (coded.some((part) => text.includes(part)) || text.toLowerCase().includes(bytes.toString('hex'))) return true
  const plain = bare(text)
  const backwards = [...plain].reverse().join('')
  const name = bare(planted)
  for (let at = 0; at + telling <= name.length; at++) {
    const part = name.slice(at, at + telling)
    if (plain.includes(part) || backwards.includes(part)) return true
  }
  return false
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}
