import { modelSource } from '../../../machines/osproxy/models/model.ts'

/** The partitions of hand-written cases. */
const partitions = ['p', 'q', 'r']

/** Judges store calls of a case; whatever else it calls is free. */
export const storeScenes = modelSource('osproxy/store-scenes', 'store', { partitions })
/** Judges store and controllers of a case, with the default barrier; whatever proxies do is free. */
export const controlScenes = modelSource('osproxy/control-scenes', 'control', { partitions })
/** Judges single writes and reads too. Write ids are w1, w2 and so on. */
export const fleetScenes = modelSource('osproxy/fleet-scenes', 'fleet', { partitions })
