import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Check } from '../../conformance/kit/check.ts'
import { type CaseContext, caseContext } from '../../conformance/kit/judging/case-context.ts'
import type { Input, Setting } from '../../machines/model/model.ts'
import { seeded } from '../../machines/model/random.ts'
import { ModelSimulator, walk } from '../../machines/model/walk.ts'
import { loadCatalogue } from '../../spec/catalogue.ts'
import { root } from '../../spec/root.ts'
import { cellModel } from './model.ts'

const folder = join(root, 'bench', 'cell')
export const cellSetting: Setting = { profile: 'cell', capabilities: new Set(), parameters: {}, shimDefined: new Set() }
/** Random walks of the cell. */
export const cellCheck: Check = {
  id: 'cell/walk',
  kind: 'model',
  requirements: [],
  needs: [],
  explain: 'Random walks of the cell.',
  model: cellModel,
}
const register = {
  protocol: 'cell',
  version: '1',
  title: 'Cell',
  documents: {},
  robustness: 'CELL-1',
  requirements: [],
}

/** What judges the cell's answers, exactly as in a run. */
export function cellContext(pipelined: boolean): CaseContext {
  const catalogue = loadCatalogue('cell', 'bench/cell')
  const rules = { catalogue: () => catalogue, register: () => register, malformed: [] }
  return caseContext(rules, cellCheck, cellSetting, [], pipelined)
}

/** `count` random walks of `length` steps, always the same. */
export function cellWalks(count: number, length: number): readonly (readonly Input[])[] {
  const simulator = new ModelSimulator(cellModel.build(cellSetting))
  const random = seeded(1)
  return Array.from({ length: count }, () => walk(simulator, length, random))
}

export interface Peer {
  readonly command: readonly [string, ...string[]]
  readonly language: string
  readonly dispose: () => void
}

/** The adapter of the cell: compiled where there is a C compiler, otherwise the same in JavaScript. */
export function cellPeer(): Peer {
  const built = mkdtempSync(join(tmpdir(), 'cutover-cell-'))
  const dispose = (): void => rmSync(built, { recursive: true })
  const binary = join(built, 'peer')
  try {
    execFileSync('cc', ['-O2', '-o', binary, join(folder, 'peer.c')], { stdio: ['ignore', 'ignore', 'inherit'] })
    return { command: [binary], language: 'C', dispose }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return { command: [process.execPath, join(folder, 'peer.mjs')], language: 'JavaScript', dispose }
  }
}
