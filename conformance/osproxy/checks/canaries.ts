/** A string that must not come back where it has no business. Each is as unlike ordinary texts as possible. */
export const canary = (of: string): string => `canary-${of}-7f3a`

export function isCanary(text: string): boolean {
  return text.startsWith('canary-') && text.endsWith('-7f3a')
}
