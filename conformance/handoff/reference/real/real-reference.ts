import { spawnSync } from 'node:child_process'
import type { Implementation, Reply } from '../../../../spec/adapter.ts'
import { type Catalogue, loadCatalogue } from '../../../../spec/catalogue.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { refused } from '../answer.ts'
import { codecOperations } from '../codec-operations.ts'
import { createParts } from '../create-parts.ts'
import { clientOperations } from './client-operations.ts'
import { directoryOperations } from './directory-operations.ts'
import { Machine } from './machine.ts'
import { processOperations } from './process-operations.ts'
import { streamOperations } from './stream-operations.ts'

type Handlers = Readonly<Record<string, (params: never) => Reply | Promise<Reply>>>

/** What the runtime has where the machine has what it takes: processes and a real `flock`, and a helper in Python. */
const bytes = ['codec', 'reader', 'reader_timeouts', 'journal', 'constants', 'rules', 'profiles', 'lone_surrogates']
const processes = [
  'streams',
  'lock',
  'incumbent',
  'signals',
  'crash_points',
  'foreign_holder',
  'consumer',
  'descriptors',
  'paths',
  'path_watch',
  'incumbent_state',
  'trace',
]
const helped = [
  'successor',
  'successor_heartbeats',
  'supervisor',
  'system',
  'journal_faults',
  'chosen_descriptors',
  'clients',
]

/** The reference implementation in real processes, on real sockets, with a real lock. `close` ends what is left of it. */
export class RealReference implements Implementation {
  readonly #catalogue: Catalogue = loadCatalogue('handoff')
  readonly #capabilities: readonly string[]
  #machine: Machine | undefined
  #handlers: Handlers = {}
  #configuration: JsonObject = {}

  constructor() {
    const locks = has('flock', '--version')
    const python = has('python3', '--version')
    this.#capabilities = [...bytes, ...(locks ? processes : []), ...(locks && python ? helped : [])]
  }

  async request(op: string, params: JsonObject): Promise<Reply> {
    switch (op) {
      case 'hello':
        return { ok: this.#pics() }
      case 'reset':
        return this.#reset(params)
      case 'bye':
        await this.close()
        return { ok: {} }
      default:
        return this.#serve(op, params)
    }
  }

  async close(): Promise<void> {
    await this.#machine?.end()
    this.#machine = undefined
  }

  /** The port of a listener of a supervisor. */
  portOf(supervisor: string, listener: string): number | undefined {
    return this.#machine?.portOf(supervisor, listener)
  }

  #pics(): JsonObject {
    const pics = createParts(this.#configuration).statement.pics()
    const roles = this.#capabilities.includes('supervisor') ? ['CODEC', 'O', 'N', 'S', 'LOCK', 'JOURNAL'] : ['CODEC']
    return {
      ...pics,
      roles,
      capabilities: [...this.#capabilities],
      clock: 'real',
      deterministic: false,
      instances: 16,
    }
  }

  async #reset(configuration: JsonObject): Promise<Reply> {
    const problem = this.#catalogue.configuration(configuration)
    if (problem !== undefined) return refused('invalid_params', problem)
    await this.close()
    const machine = new Machine(configuration)
    await machine.listen()
    this.#configuration = configuration
    this.#machine = machine
    this.#handlers = {
      ...codecOperations(createParts(configuration)),
      ...directoryOperations(machine),
      ...streamOperations(machine),
      ...processOperations(machine),
      ...clientOperations(machine),
    }
    return { ok: {} }
  }

  async #serve(op: string, params: JsonObject): Promise<Reply> {
    if (this.#machine === undefined) await this.#reset({})
    const handler = Object.hasOwn(this.#handlers, op) ? this.#handlers[op] : undefined
    if (handler === undefined) return refused('unsupported_op', 'expected an operation of the catalogue')
    const problem = this.#catalogue.params(op, params)
    if (problem !== undefined) return refused('invalid_params', problem)
    // The catalogue has just made sure that the parameters are those of the handler.
    return handler(params as never)
  }
}

function has(program: string, question: string): boolean {
  return spawnSync(program, [question], { stdio: 'ignore' }).status === 0
}
