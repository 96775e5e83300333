import { connect } from 'node:net'
import type { Reply } from '../../../../spec/adapter.ts'
import type { CrashPoint } from '../../../../spec/handoff/adapter.types.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { Agent } from '../agent.ts'
import { createParts } from '../create-parts.ts'
import { roleOperations } from '../role-operations.ts'
import { serveClients } from './client-service.ts'
import { onJsonLine, sendJsonLine } from './json-lines.ts'
import { monotonic } from './monotonic.ts'
import { DRIVER, NAME, type Order, PORTS } from './order.ts'
import { clientsOf, realHost } from './real-host.ts'

/** A process of the reference implementation: it asks its driver what it is, and does what it is told. */
const name = process.env[NAME] ?? ''
const driver = connect(process.env[DRIVER] ?? '')
const crashPoints = new Set<CrashPoint>()
let agent: Agent | undefined
let ask: ReturnType<typeof roleOperations> | undefined

// Without its driver it is no use to anybody, and must not stay.
driver.on('error', () => process.exit(3))
driver.on('close', () => process.exit(3))
driver.on('connect', () => sendJsonLine(driver, { process: name, pid: process.pid, ports: process.env[PORTS] ?? '' }))
onJsonLine(driver, (message) => {
  if ('order' in message) begin(message.order as unknown as Order)
  else if ('crash_at' in message) crashPoints.add(message.crash_at as CrashPoint)
  else request(message as unknown as { id: number; op: string; params: JsonObject })
})

function begin(order: Order): void {
  const parts = createParts(order.configuration)
  for (const point of order.crashPoints) crashPoints.add(point)
  const host = realHost(name, order, crashPoints, {
    record: (event) => {
      const calls = 'hook' in event ? { hooks: agent?.consumer?.calls ?? [] } : {}
      sendJsonLine(driver, { trace: event, at: monotonic(), ...calls })
    },
    child: (child, directory, { script }) => sendJsonLine(driver, { child, script: { directory, steps: script } }),
    exit: (code) => {
      const { serve, error } = agent?.incumbent ?? {}
      sendJsonLine(driver, { exit: code, ...(serve === undefined ? {} : { serve: { serve, error } }) }, () =>
        process.exit(code),
      )
    },
  })
  const made = new Agent(host, (call, state) => sendJsonLine(driver, { call, state }))
  agent = made
  serveClients(clientsOf(order, name), parts, () => agent)
  ask = roleOperations(parts)
  if (order.script === undefined) return
  const { directory, steps } = order.script
  const needs = steps.listeners ?? []
  made.successor = parts.successors.create({ host, directory: host.directory(directory), hooks: {}, needs })
  parts.scripts.run(made.successor, steps)
}

function request({ id, op, params }: { readonly id: number; readonly op: string; readonly params: JsonObject }): void {
  if (agent !== undefined) ask?.(agent, op, params, (reply: Reply) => sendJsonLine(driver, { id, ...reply }))
}
