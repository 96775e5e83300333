import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds spec/ and fixtures/: of the checkout, or of the installed package. */
export const root: string = (() => {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'spec', 'adapter.schema.json')) && folder !== dirname(folder))
    folder = dirname(folder)
  return folder
})()
