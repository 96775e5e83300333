import { Fitting } from '../../../../machines/model/pattern.ts'
import { decodeJournal } from '../../../../spec/handoff/codec.ts'
import { step } from '../../../kit/cases/script.ts'
import { dir as directory } from '../../calls.ts'
import { bytesOf } from '../hex.ts'
import { dir, incumbentPid } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const announced = new Fitting(
  `a record with incumbent_pid ${incumbentPid}`,
  (got) => decodeJournal(bytesOf(String(got))).record?.incumbent_pid === incumbentPid,
)

export const incumbentInTheJournal = stagedCheck({
  slug: 'incumbent-in-the-journal',
  requirements: ['HOF-133'],
  needs: ['supervisor', 'streams', 'strict'],
  explain: 'The journal names the process id that the incumbent announced.',
  scripts: (stage) =>
    (['prepared', 'sealing', 'begun'] as const).map((station) => ({
      name: station,
      steps: [
        ...stage.supervises(),
        ...stage.handoff(station),
        step(directory.readJournal(dir), { hex: announced }, 'HOF-133'),
      ],
    })),
})
