import { expect, test } from 'vitest'
import { splitCommand } from './command-line.ts'

test.each([
  ['adapter', ['adapter']],
  ['  ./run  --port 1\t--fast\n', ['./run', '--port', '1', '--fast']],
  ['run \'two words\' "and more"', ['run', 'two words', 'and more']],
  ['run a"b c"d\'e f\'', ['run', 'ab cde f']],
  ['run "" \'\'', ['run', '', '']],
  ['run a\\ b \\"c \\\\', ['run', 'a b', '"c', '\\']],
  ['run "a\\"b\\\\ \\n $HOME" \'\\\'', ['run', 'a"b\\ \\n $HOME', '\\']],
  ['C:\\tools\\x.exe --to D:\\new', ['C:\\tools\\x.exe', '--to', 'D:\\new']],
  ['\'C:\\Program Files\\x.exe\' "\\n"', ['C:\\Program Files\\x.exe', '\\n']],
  ["'\\\\host\\share\\x.exe'", ['\\\\host\\share\\x.exe']],
  ['run $HOME *.js ; rm -rf | x', ['run', '$HOME', '*.js', ';', 'rm', '-rf', '|', 'x']],
])('%j is split as a shell would, without expanding anything', (command, words) => {
  expect(splitCommand(command)).toEqual(words)
})

test.each(['', '  \n', "run 'open", 'run "open', 'run "open\\"', 'run end\\'])('%j is refused', (command) => {
  expect(() => splitCommand(command)).toThrow(expect.objectContaining({ code: 'CUT-ADAPTER-COMMAND', exitCode: 64 }))
})
