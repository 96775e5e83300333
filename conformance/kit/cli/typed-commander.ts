import type * as typed from '@commander-js/extra-typings'
import * as commander from 'commander'

/** commander's classes with the types of arguments and options followed from their declaration to the action: a misspelt option does not compile. */
export const { Command, Option } = commander as unknown as typeof typed

/** Names of the one side that the other lacks; no value has such a member. */
type Lacking<One, Other> = Record<Exclude<keyof One, keyof Other>, never>

/**
 * Calls what a command does with the options that were declared for it. A name that only one of both knows does not compile, be
 * it misspelt, left over or not declared yet.
 */
export function perform<Argument, Read, Declared extends Read>(
  command: (argument: Argument, options: Read) => Promise<number>,
  argument: Argument,
  options: Declared & Lacking<Read, Declared> & Lacking<Declared, Read>,
): Promise<number> {
  return command(argument, options)
}
