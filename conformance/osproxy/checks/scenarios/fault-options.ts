import type { Input } from '../../../../machines/model/model.ts'
import { check } from '../../../kit/check.ts'
import { a, advance, arm, b, barrier, call, ctl, disarm, look, release, second, set } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

const phases: Readonly<Record<string, readonly Input[]>> = {
  settled: [],
  draining: [ctl.begin('p', b)],
  cutover: [ctl.begin('p', b), ctl.enter('p')],
  flippable: [ctl.begin('p', b), ctl.enter('p'), advance(barrier)],
}
const changes = ['begin_migration', 'enter_cutover', 'complete_migration', 'abort_migration']
const modesOfChanges = ['after_apply', 'duplicate', 'delay']

/** What comes after the call that met the fault. */
const afterwards = (again: Input): Readonly<Record<string, readonly Input[]>> => ({
  nothing: [],
  again: [again],
  late: [release],
  'late-and-again': [release, again],
  'cleared-and-again': [disarm, release, again],
})

/** The options of a fault in pairs, in each phase: which call meets it, of which controller, what is lost, and what comes then. */
export const faultOptions = check({
  id: 'osproxy/fault-options',
  kind: 'scenario',
  requirements: ['OSP-109', 'OSP-110'],
  needs: ['control', 'faults'],
  explain:
    'Whatever call of whichever controller is lost, doubled or late in whatever phase, the next one finds what holds.',
  model: controlScenes,
  scenes: [
    {
      name: 'fault',
      axes: () => ({
        phase: Object.keys(phases),
        op: [...changes, 'state'],
        mode: ['before_apply', 'unavailable', ...modesOfChanges],
        retryable: [undefined, true, false],
        controller: [0, 1],
        afterwards: Object.keys(afterwards(release)),
      }),
      each: 'phase',
      allows: ({ op, mode }) => !(op === 'state' && modesOfChanges.includes(`${mode}`)),
      inputs: ({ phase, op, mode, retryable, controller, afterwards: then }) => {
        const by = controller === 1 ? second : {}
        const asked = op === 'begin_migration' ? ctl.begin('p', b, by) : call(`ctl.${op}`, { partition: 'p', ...by })
        return [
          set('p', a),
          ...(phases[`${phase}`] ?? []),
          arm(`${op}`, `${mode}`, retryable === undefined ? {} : { retryable: retryable === true }),
          asked,
          look('p'),
          ...(afterwards(asked)[`${then}`] ?? []),
          look('p'),
        ]
      },
    },
  ],
})
