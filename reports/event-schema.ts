import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { forTerminal } from './escape.ts'
import schema from './event.schema.json' with { type: 'json' }
import type { Event } from './event.ts'
import { ReportError } from './report-error.ts'

/** Every event's name, the values of `event`. */
export const eventNames: readonly string[] = schema.oneOf.map((branch) => branch.$ref.replace('#/$defs/', ''))

const ajv = new Ajv2020({ allErrors: false })
ajv.addSchema(schema)

/**
 * Checks one event against reports/event.schema.json. The definition is picked by the event's name, so that the message
 * is about the event at hand and not about all of them.
 * @param where what the message starts with, such as a file and a line
 * @throws ReportError CUT-REPORT-SCHEMA
 */
export function validateEvent(value: unknown, where: string): Event {
  const name = typeof value === 'object' && value !== null && 'event' in value ? value.event : undefined
  if (typeof name !== 'string' || !eventNames.includes(name)) {
    throw mismatch(where, `member "event" must be one of ${eventNames.join(', ')}`)
  }
  const validate = ajv.getSchema(`${schema.$id}#/$defs/${name}`) as ValidateFunction<Event>
  if (validate(value)) return value
  const error = validate.errors?.[0]
  const extra = error?.params.additionalProperty
  const place = extra === undefined ? error?.instancePath : `${error?.instancePath}/${extra}`
  throw mismatch(where, `${name}${forTerminal(place ?? '')} ${forTerminal(error?.message ?? 'is not valid')}`)
}

function mismatch(where: string, what: string): ReportError {
  return new ReportError('CUT-REPORT-SCHEMA', `${where}: ${what} (see reports/event.schema.json)`)
}
