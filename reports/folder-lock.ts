import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ReportError } from './report-error.ts'
import { writing } from './whole-file.ts'

/** Says who writes into a folder: one at a time. It ends with the process; what a killed one leaves behind is taken over. */
export class FolderLock {
  readonly #path: string
  readonly #release = (): void => rmSync(this.#path, { force: true })

  /** Throws `CUT-OUTPUT-BUSY` while another process writes there, `CUT-OUTPUT` where none can. */
  constructor(folder: string) {
    this.#path = join(folder, '.writer')
    if (!this.#take()) {
      this.#removeDead()
      if (!this.#take()) throw this.#busy(this.#owner() ?? 'another process')
    }
    process.on('exit', this.#release)
  }

  release(): void {
    process.off('exit', this.#release)
    this.#release()
  }

  #take(): boolean {
    let file: number
    try {
      file = openSync(this.#path, 'wx')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
      return writing(this.#path, () => {
        throw error
      })
    }
    try {
      writing(this.#path, () => writeSync(file, `${hostname()} ${process.pid}\n`))
    } finally {
      closeSync(file)
    }
    return true
  }

  #owner(): string | undefined {
    try {
      return readFileSync(this.#path, 'utf8').slice(0, 300).trim()
    } catch {
      return undefined
    }
  }

  /** Throws `CUT-OUTPUT-BUSY` unless its owner is known to have ended. */
  #removeDead(): void {
    const owner = this.#owner()
    if (owner === undefined) return
    const [host, pid] = owner.split(' ')
    if (host !== hostname() || runs(Number(pid))) throw this.#busy(owner)
    // Two may find the same dead owner: whoever moves away a living lock by mistake puts it back.
    const aside = `${this.#path}.${process.pid}`
    try {
      renameSync(this.#path, aside)
      if (readFileSync(aside, 'utf8').trim() !== owner) linkSync(aside, this.#path)
    } catch {
      // The other one was faster.
    }
    rmSync(aside, { force: true })
  }

  #busy(owner: string): ReportError {
    return new ReportError(
      'CUT-OUTPUT-BUSY',
      `${owner} (host and process) writes there: expected a folder of its own for each run, see --output; if that process is gone, remove ${this.#path}`,
    )
  }
}

function runs(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
