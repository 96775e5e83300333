import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'

const inodes = monitor<Map<string, string>>({
  id: 'handoff/same-lock-file',
  start: () => new Map(),
  judge: (known, { op, params, reply }, report) => {
    if (op !== 'dir.files' || reply.ok === undefined) return
    const inode = reply.ok.lock_inode === undefined ? undefined : String(reply.ok.lock_inode)
    const first = known.get(String(params.dir))
    if (first !== undefined) {
      report.exercised('HOF-142')
      if (inode !== first) report.violated('HOF-142', 'effects', `lock file ${first}`, inode ?? 'none')
    } else if (inode !== undefined) known.set(String(params.dir), inode)
  },
})

export const sameLockFile = check({
  id: 'handoff/same-lock-file',
  kind: 'monitor',
  requirements: ['HOF-142'],
  needs: ['streams'],
  explain: 'The lock file of a data directory stays the same file.',
  monitors: [inodes],
})
