import { controller } from '../../../../machines/osproxy/charts/controller.ts'
import { partition } from '../../../../machines/osproxy/charts/partition.ts'
import { modelSource } from '../../../../machines/osproxy/models/model.ts'
import { check } from '../../../kit/check.ts'
import { walkClaims } from '../walk-claims.ts'

/** Two controllers, the clock and faults between controllers and store, at random. */
export const controlWalk = check({
  id: 'osproxy/control-walk',
  kind: 'model',
  requirements: walkClaims(partition, controller),
  needs: ['control'],
  explain:
    'Controllers wait out the barrier of the cutover that they complete, whatever is lost, repeated or late between them and the store.',
  model: modelSource('osproxy/control', 'control'),
  sweeps: ['ctl', 'clock', 'fault'],
})
