import { mutant } from '../mutant.ts'

export const ratesHave32Bits = mutant({
  id: 'nodedb/rates-have-32-bits',
  violates: 'NDB-110',
  explain: 'A rate is cut to 32 bits.',
  part: 'limits',
  apply: (original) => ({
    effective: (suggested) =>
      original.effective(
        BigInt.asUintN(31, suggested) +
          (suggested > 2n ** 32n ? 1n : 0n) -
          (suggested === 2n ** 64n - 1n ? 2n ** 31n - 1n : 0n),
      ),
  }),
})
