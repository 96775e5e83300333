import { begin, begins, cluster, enter, enters, index, set } from './calls.ts'

/** Places. */
export const a = cluster('a')
export const b = cluster('b')
export const c = cluster('c')
export const ai = index('a', 'i')
export const aj = index('a', 'j')
export const placed = [set('p', a)]
export const draining = [...placed, begin('p', b)]
export const inCutover = [...draining, enter('p')]
export const controlled = [...placed, begins('p', b)]
export const waiting = [...controlled, enters('p')]
