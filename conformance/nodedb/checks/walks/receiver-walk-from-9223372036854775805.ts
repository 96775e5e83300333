import { receiverWalkFrom } from '../receiver-walk-from.ts'

export const receiverWalkFrom9223372036854775805 = receiverWalkFrom(2n ** 63n - 3n)
