import { receiverWalkFrom } from '../receiver-walk-from.ts'

export const receiverWalkFrom9007199254740989 = receiverWalkFrom(2n ** 53n - 3n)
