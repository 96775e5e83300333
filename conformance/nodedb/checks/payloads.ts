import { crc32c } from '../../../spec/nodedb/crc32c.ts'
import { bytesOf, hexOf } from './hex.ts'

export const payloadOf = (text: string): string => hexOf(Buffer.from(text))

export const checksumOf = (payload: string): number => crc32c(bytesOf(payload))
