export const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex')
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
