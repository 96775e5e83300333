import { expect, test } from 'vitest'
import { Command, Option, perform } from './typed-commander.ts'

interface Read {
  readonly depth: number
  readonly name?: string
}

const command = async (argument: string | undefined, { depth, name }: Read): Promise<number> =>
  depth + (name?.length ?? 0) + (argument?.length ?? 0)

test('what a command reads arrives typed from what was declared', async () => {
  const results: number[] = []
  const program = new Command()
    .argument('[what]')
    .addOption(new Option('--depth <n>').default(1).argParser(Number))
    .option('--name <text>')
    .action(async (what, options) => {
      results.push(await perform(command, what, options))
    })
  await program.parseAsync(['node', 'test', 'ab', '--depth', '3', '--name', 'abcd'])
  expect(results).toEqual([9])
})

test('a name that only one side knows does not compile', async () => {
  const declared = { depth: 1, name: 'a' }
  // @ts-expect-error the command reads "name", which is declared misspelt
  await perform(command, undefined, { depth: 1, nmae: 'a' })
  // @ts-expect-error the command reads "name", which is not declared at all
  await perform(command, undefined, { depth: 1 } as { depth: number })
  // @ts-expect-error the command does not read "wide", which is declared
  await perform(command, undefined, { ...declared, wide: true })
  // @ts-expect-error the depth is declared as a text
  await perform(command, undefined, { ...declared, depth: '1' })
  expect(await perform(command, undefined, declared)).toBe(2)
})
