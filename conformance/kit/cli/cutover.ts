#!/usr/bin/env node
import { availableParallelism } from 'node:os'
import { kitVersion } from '../version.ts'
import { deliver, exitCodeOf, finish } from './ending.ts'
import {
  adapterOption,
  fixtureJobsOption,
  pinOption,
  runName,
  several,
  startTimeoutOption,
  timeoutOption,
  whole,
} from './options.ts'
import { diagnostics, out } from './terminal.ts'
import { Command, Option, perform } from './typed-commander.ts'

const program = new Command('cutover')
  .description('Conformance kit for protocols that move authority from one place to another.')
  .version(kitVersion)
  .configureOutput({
    writeOut: (manual) => out.lines(manual.trimEnd().split('\n')),
    writeErr: (manual) => diagnostics.lines(manual.trimEnd().split('\n')),
    // An argument that is quoted in the message may hold anything; the suggestion behind it is a line of its own.
    outputError: (message) => {
      const [, said = message, suggestion] = /^([\s\S]*?)\n?(\(Did you mean [^\n]*\))?\n?$/.exec(message) ?? []
      diagnostics.lines(suggestion === undefined ? [said] : [said, suggestion])
    },
  })
  .showHelpAfterError('(add --help for the manual of a command)')
  .addHelpText(
    'after',
    `
Exit codes
  0 conformant   1 non-conformant   2 stale or unmatched known failure   3 inconclusive
  4 harness or adapter fault   64 misuse   130 interrupted

First steps
  cutover run                                     every embedded reference implementation
  cutover run osproxy --adapter "python3 my.py"   your implementation, behind an adapter
  cutover explain OSP-016                         a requirement: text, sources, checks, falsifiers
  cutover adapter check osproxy --adapter "…"     only whether the adapter speaks the protocol

Read on: README.md, docs/writing-an-adapter.md, docs/replay.md`,
  )
  .exitOverride()

program
  .command('run')
  .summary('run the kit on an implementation and write reports')
  .description(
    'Runs every check that the implementation states to support, shrinks what fails to the shortest reproduction, and writes report.html, events.ndjson, summary.json, junit.xml and summary.md to the report folder. Without a protocol: every protocol, on its embedded reference implementation.',
  )
  .argument('[protocol]', 'see `cutover list`')
  .addOption(adapterOption())
  .option(
    '-p, --profile <name>',
    'judge by this profile, or by this named set of parameters, instead of the stated one; recorded in the report',
  )
  .option(
    '-k, --known-failures <file>',
    'YAML of failures that are expected: each still runs and must fail (docs/known-failures.md)',
  )
  .addOption(
    new Option('-b, --budget <name>', 'number of random cases')
      .choices(['quick', 'default', 'thorough'] as const)
      .default('default'),
  )
  .addOption(
    new Option('-s, --seed <number>', 'seed of the random cases; the same seed gives the same run')
      .default(1)
      .argParser(whole(0, 2_147_483_647)),
  )
  .addOption(
    new Option('-l, --level <level>', 'lowest level whose failure makes the run fail')
      .choices(['MUST', 'SHOULD'] as const)
      .default('MUST'),
  )
  .option(
    '--only <text>',
    'only checks whose id contains the text, and the monitors that watch them; where it names monitors alone, every check runs for them to watch. What is left out stays inconclusive. May be given several times',
    several,
  )
  .option('--skip <text>', 'no check whose id contains the text; may be given several times', several)
  .addOption(
    new Option('--time <seconds>', 'end after this time; such a run is not reproducible').argParser(whole(1, 86_400)),
  )
  .addOption(
    new Option(
      '-j, --jobs <n>',
      'checks that run side by side, each on an instance of its own; default 1, or what the implementation states as instances. The report is the same',
    ).argParser(whole(1, 256)),
  )
  .addOption(
    new Option(
      '--waits <n>',
      'cases that mostly wait, side by side beside the jobs, each on an instance of its own; default 48 where there are several jobs, otherwise 1',
    ).argParser(whole(1, 1024)),
  )
  .option('-o, --output <folder>', 'report folder', 'cutover-report')
  .addOption(new Option('-q, --quiet', 'print the outcome alone, and no progress').conflicts('json'))
  .option('--json', 'print the summary as JSON, and no progress')
  .addOption(
    new Option(
      '--name <name>',
      'what to call this run where a CI job has several; test cases of junit.xml begin with it',
    ).argParser(runName),
  )
  .addOption(timeoutOption())
  .addOption(startTimeoutOption())
  .addOption(pinOption())
  .addHelpText(
    'after',
    '\nExamples\n  cutover run osproxy --adapter ./shim --known-failures known-failures.yaml\n  cutover run osproxy --budget quick --seed 7',
  )
  .action(async (protocol, options) =>
    finish(await perform((await import('./run-command.ts')).runCommand, protocol, options)),
  )

program
  .command('verify')
  .summary('explore every system of a protocol exhaustively')
  .description(
    'Visits every reachable state of every system under its stated bounds and checks invariants, deadlock, unhandled events, dead transitions and leads-to under fairness; then shows each property falsifiable.',
  )
  .argument('[protocol]', 'see `cutover list`; without it every protocol')
  .option('--system <id>', 'only this system')
  .option('--no-falsifiers', 'leave out the seeded faults of the model')
  .action(async (protocol, options) =>
    finish(await perform((await import('./verify-command.ts')).verifyCommand, protocol, options)),
  )

program
  .command('mutants')
  .summary('show that every MUST has a falsifier that is killed')
  .description(
    'Runs hand-written mutants of the reference implementation with the checks that name what each violates, and conforming variants with every check. Fails on a MUST without a killed falsifier, on a survivor and on a false alarm.',
  )
  .argument('[protocol]', 'see `cutover list`; without it every protocol')
  .option('--only <text>', 'only mutants and variants whose id contains the text')
  .option('--thorough', 'the mutants that only the thorough budget reaches, in place of the others')
  .addOption(new Option('-s, --seed <number>', 'seed').default(1).argParser(whole(0, 2_147_483_647)))
  .addOption(
    new Option('-j, --jobs <number>', 'processes to try them in; the outcome is the same for any number')
      .default(availableParallelism())
      .argParser(whole(1, 256)),
  )
  .option('-o, --output <folder>', 'write <folder>/<protocol>/ledger.json, the matrix with each kill')
  .addOption(
    new Option(
      '--diagnosis',
      'run each mutant with every check instead, as a vendor would, and fail where the reports do not name what it breaks',
    ).argParser(() => true as const),
  )
  .addOption(
    new Option('-b, --budget <name>', 'random cases of such a run')
      .choices(['quick', 'default', 'thorough'] as const)
      .default('default'),
  )
  .addOption(new Option('--sample <n>', 'so many mutants of each protocol').argParser(whole(1, 10_000)))
  .action(async (protocol, options) =>
    finish(await perform((await import('./mutants-command.ts')).mutantsCommand, protocol, options)),
  )

const fixtures = program
  .command('fixtures')
  .summary('golden files for vendors who do without the kit')
  .description('Generates or checks the golden files under fixtures/.')
fixtures
  .command('generate')
  .description('Writes the golden files of a protocol; the same specification gives the same bytes.')
  .argument('[protocol]', 'see `cutover list`; without it every protocol')
  .option('-o, --output <folder>', 'folder to write to, default fixtures/ of the kit')
  .addOption(fixtureJobsOption())
  .action(async (protocol, options) =>
    finish(await perform((await import('./fixtures-command.ts')).fixturesGenerate, protocol, options)),
  )
fixtures
  .command('check')
  .description(
    'Generates again in memory, tries every falsifier on the files as a consumer of them would, and explains each difference by the requirement or transition that caused it. One file alone takes seconds.',
  )
  .argument(
    '[what]',
    'a protocol (see `cutover list`) or one file, such as osproxy/traces/store/tour-001.json; without it everything',
  )
  .option('-o, --output <folder>', 'folder to compare with, default fixtures/ of the kit')
  .addOption(fixtureJobsOption())
  .action(async (what, options) =>
    finish(await perform((await import('./fixtures-command.ts')).fixturesCheck, what, options)),
  )

program
  .command('replay')
  .summary('run one defect again')
  .description(
    'Runs the minimised case of a defect again, on the adapter of its report unless told, and says whether it still fails. Refuses a token of another specification and names the transitions that changed.',
  )
  .argument(
    '<defect>',
    'its number in the last report, FOLDER#3 for one of another report, or a token or @file of a report',
  )
  .addOption(adapterOption())
  .option('--times <n>', 'how often to run it; for races', whole(1, 100_000), 1)
  .addOption(timeoutOption())
  .addOption(startTimeoutOption())
  .action(async (token, options) =>
    finish(await perform((await import('./replay-command.ts')).replayCommand, token, options)),
  )

program
  .command('known-failures')
  .alias('baseline')
  .summary('write a known-failures file from a report')
  .description(
    'Turns the failures of a finished run into entries of a known-failures file. Every reason must then be written by hand: the file is refused until it is.',
  )
  .argument('<events>', 'events.ndjson of a finished run')
  .action(async (events: string) => deliver((await import('./known-failures-command.ts')).knownFailuresCommand(events)))

program
  .command('init')
  .summary('write the skeleton of an adapter')
  .description(
    'Writes an adapter that speaks a protocol: a file with the operations of the smallest profile, whose answers are wrong on purpose, a page that says what to do next, and a job for CI.',
  )
  .requiredOption('--lang <language>', 'python, typescript, go, rust or java')
  .requiredOption('--protocol <protocol>', 'see `cutover list`')
  .option('-p, --profile <name>', 'the operations of this profile instead of the smallest')
  .option('-o, --output <folder>', 'where to write; nothing that is there is replaced', '.')
  .action(async (options) => finish(await (await import('./init-command.ts')).initCommand(options)))

program
  .command('list')
  .summary('protocols; or the requirements, checks and operations of one')
  .argument('[protocol]', 'list what this protocol has')
  .action(async (protocol: string | undefined) =>
    deliver(await (await import('./list-command.ts')).listCommand(protocol)),
  )

program
  .command('explain')
  .summary('everything about one requirement, check, mutant, variant, operation, system or chart')
  .argument('<id>', 'such as OSP-016, osproxy/store-walk or store.resolve')
  .option(
    '--report [folder]',
    'tell from this report why the requirement got its verdict; without a folder, from cutover-report',
  )
  .action(async (id, options) =>
    deliver(await perform((await import('./explain-command.ts')).explainCommand, id, options)),
  )

program
  .command('adapter')
  .summary('help for writing an adapter')
  .command('check')
  .description(
    'Speaks with an adapter without judging the implementation: hello, the smoke conversation, the reset-honesty probe, pipelining, and an answer from every operation that it claims.',
  )
  .argument('<protocol>', 'see `cutover list`')
  .addOption(adapterOption())
  .addOption(timeoutOption())
  .addOption(startTimeoutOption())
  .action(async (protocol, options) =>
    finish(await perform((await import('./adapter-command.ts')).adapterCheck, protocol, options)),
  )

program
  .command('chart')
  .summary('print the state machine of a role')
  .description(
    'Prints a chart as a Mermaid drawing, as data, or as a module with an XState machine that runs as it is, guards and updates included.',
  )
  .argument('<id>', 'such as osproxy.partition; any other name lists them all')
  .addOption(new Option('--mermaid', 'a Mermaid state diagram (the default)').conflicts(['json', 'xstate']))
  .addOption(new Option('--json', 'configuration, context, payload and events').conflicts(['mermaid', 'xstate']))
  .addOption(new Option('--xstate', 'an ES module that exports `machine`').conflicts(['mermaid', 'json']))
  .action(async (id, options) => deliver(await perform((await import('./chart-command.ts')).chartCommand, id, options)))

program
  .command('serve')
  .summary('serve the embedded reference implementation as an adapter')
  .description(
    'Speaks the adapter protocol on standard input and output: to try the kit over a process, to learn from the traffic, or to see what a faulty implementation looks like.',
  )
  .argument('<protocol>', 'see `cutover list`')
  .option('--as <id>', 'a mutant or a conforming variant instead of the reference')
  .option('--made-of-charts <check>', 'an implementation made of the charts of this check, instead of the reference')
  .addOption(
    new Option('-s, --seed <number>', 'takes every freedom of an implementation made of charts')
      .default(1)
      .argParser(whole(0, 2_147_483_647)),
  )
  .action(async (protocol, options) =>
    finish(await perform((await import('./serve-command.ts')).serveCommand, protocol, options)),
  )

program
  .command('demo')
  .summary('watch a protocol at work in real processes')
  .description(
    'Runs the reference implementation as real processes on this machine, with clients that use what moves, and draws what they saw. Needs Linux, flock of util-linux and python3.',
  )
  .argument('<protocol>', 'what to watch, such as handoff')
  .addOption(new Option('-n, --handoffs <number>', 'how often authority moves').default(5).argParser(whole(1, 1_000)))
  .addOption(new Option('-c, --clients <number>', 'clients at work meanwhile').default(4).argParser(whole(1, 64)))
  .action(async (protocol, options) =>
    finish(await perform((await import('./demo-command.ts')).demoCommand, protocol, options)),
  )

process.exitCode = await exitCodeOf(() => program.parseAsync())
