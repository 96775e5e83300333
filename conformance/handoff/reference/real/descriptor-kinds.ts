import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { DescriptorKind } from '../../../../spec/handoff/adapter.types.ts'

/** Kinds of the open sockets of the machine, by their inodes. */
function sockets(): ReadonlyMap<string, DescriptorKind> {
  const rows = (table: string): string[][] => {
    try {
      const lines = readFileSync(`/proc/self/net/${table}`, 'utf8').trim().split('\n').slice(1)
      return lines.map((line) => line.trim().split(/\s+/))
    } catch {
      return []
    }
  }
  const tcp = [...rows('tcp'), ...rows('tcp6')].map((row): [string, DescriptorKind] => [
    row[9] ?? '',
    row[3] === '0A' ? 'tcp_listener' : 'tcp_stream',
  ])
  const udp = [...rows('udp'), ...rows('udp6')].map((row): [string, DescriptorKind] => [row[9] ?? '', 'datagram'])
  const unix = rows('unix').map((row): [string, DescriptorKind] => {
    // The flag says that it listens; the type, that it is a stream.
    if (row[4] !== '0001') return [row[6] ?? '', 'datagram']
    return [row[6] ?? '', row[3] === '00010000' ? 'unix_listener' : 'unix_stream']
  })
  return new Map([...tcp, ...udp, ...unix])
}

/** What the descriptors of this process are, from number 3 on. */
export function descriptorKinds(): readonly DescriptorKind[] {
  const known = sockets()
  const numbers = readdirSync('/proc/self/fd').map(Number)
  const kindOf = (number: number): DescriptorKind => {
    try {
      const target = readlinkSync(`/proc/self/fd/${number}`)
      if (target.startsWith('pipe:')) return 'pipe'
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1]
      return inode === undefined ? 'file' : (known.get(inode) ?? 'datagram')
    } catch {
      return 'closed'
    }
  }
  return Array.from({ length: Math.max(3, ...numbers) - 2 }, (_, index) => kindOf(index + 3))
}
