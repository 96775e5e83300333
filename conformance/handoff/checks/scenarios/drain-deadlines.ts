import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { Fitting } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { incumbent, messages, stream } from '../../calls.ts'
import { stagedCheck } from '../staged-check.ts'

const numbers = ['0', '1', '100', '30000', '4294967296', '9223372036854775807', '18446744073709551615']
/** What an answer in JSON can say exactly. */
const sayable = 2n ** 53n - 1n

export const drainDeadlines = stagedCheck({
  slug: 'drain-deadlines',
  requirements: ['HOF-055'],
  needs: ['incumbent', 'streams'],
  explain: 'The deadline of the drain hook is the lower of grace and deadline, at both ends of their types.',
  scripts: (stage) =>
    numbers.flatMap((deadline) =>
      numbers.map((grace) => {
        const lower = BigInt(deadline) < BigInt(grace) ? BigInt(deadline) : BigInt(grace)
        const slack = stage.virtual ? 0 : 1_000
        const fits = new Fitting(`${lower}, or what an answer can say of it`, (got) =>
          lower > sayable
            ? typeof got === 'number' && got > 2 ** 50
            : typeof got === 'number' && got <= Number(lower) && got >= Number(lower) - slack,
        )
        return {
          name: `deadline ${deadline}, grace ${grace}`,
          steps: [
            stage.starts('o'),
            ...stage.session(),
            stage.done(stream.send('s', messages.prepare(idOf(1), deadline, grace))),
            stage.hears('s', [{ type: 'Drained', members: {} }], 'HOF-055'),
            step(
              incumbent.hooks('o'),
              { calls: [{ hook: 'drain', lock_held: true, deadline_in_ms: fits, result: 'ok' }] },
              'HOF-055',
            ),
          ],
        }
      }),
    ),
})
