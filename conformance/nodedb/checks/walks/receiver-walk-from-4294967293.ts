import { receiverWalkFrom } from '../receiver-walk-from.ts'

export const receiverWalkFrom4294967293 = receiverWalkFrom(2n ** 32n - 3n)
