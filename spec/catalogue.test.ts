import { expect, test } from 'vitest'
import { loadCatalogue } from './catalogue.ts'

const catalogue = loadCatalogue('osproxy')

test('the error of an answer is open, and the types of what it carries are closed', () => {
  const whole = {
    code: 'barrier_pending',
    message: 'wait',
    definite: true,
    retryable: true,
    remaining_ns: '18446744073709551615',
    http_status: 503,
    anything: [],
  }
  expect(catalogue.refusal(whole)).toBeUndefined()
  expect(catalogue.refusal({ code: 'a_name_of_its_own' })).toBeUndefined()
  for (const wrong of [
    { code: '' },
    { code: 7 },
    { message: 1 },
    { definite: 'no' },
    { retryable: 'yes' },
    { retryable: null },
    { remaining_ns: 30 },
    { remaining_ns: '-1' },
    { http_status: '503' },
  ])
    expect(catalogue.refusal({ ...whole, ...wrong }), JSON.stringify(wrong)).toContain(`/${Object.keys(wrong)[0]} must`)
  expect(catalogue.refusal({ retryable: true })).toContain('"code"')
})

test('where the set of codes is closed, a code is one of the table', () => {
  const closed = loadCatalogue('nodedb')
  expect(closed.refusal({ code: 'body-invalid', message: 'byte 3' })).toBeUndefined()
  expect(closed.refusal({ code: 'a_name_of_its_own' })).toContain('/code')
})
