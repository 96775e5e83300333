import { CutoverError } from '../../../spec/error.ts'
import { nearest } from './nearest.ts'
import { demos } from './protocols.ts'
import { out } from './terminal.ts'

/** Shows a protocol at work in real processes. Throws `CUT-PROTOCOL`, and `CUT-DEMO` where the machine lacks what it takes. */
export async function demoCommand(
  id: string,
  options: { readonly handoffs: number; readonly clients: number },
): Promise<number> {
  const demo = demos.find((candidate) => candidate.id === id)
  const names = demos.map((candidate) => candidate.id)
  if (demo === undefined)
    throw new CutoverError('CUT-PROTOCOL', `no demo of "${id}"; ${nearest(id, names)} Known: ${names.join(', ')}`)
  const show = await demo.load()
  out.line(demo.title)
  await show({ ...options, print: (line) => out.line(line) })
  return 0
}
