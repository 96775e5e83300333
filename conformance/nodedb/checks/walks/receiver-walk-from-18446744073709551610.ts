import { receiverWalkFrom } from '../receiver-walk-from.ts'

export const receiverWalkFrom18446744073709551610 = receiverWalkFrom(2n ** 64n - 6n)
