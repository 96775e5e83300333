import { Writer } from '../../../reports/writer.ts'

/** Standard output: what a command was asked for. */
export const out = new Writer(process.stdout, process.env)

/** Standard error: progress, faults and whatever else is about the command itself. */
export const diagnostics = new Writer(process.stderr, process.env)
