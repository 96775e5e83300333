import { serve } from './toy.mjs'

/** Five times the bound of an answer. */
setTimeout(() => serve(), 1_000)
