import { serve } from './toy.mjs'

let held = ''
serve({
  inject: (request, line) => {
    if (request.op === 'trip') {
      held = line
      return ''
    }
    const both = line + held
    held = ''
    return both
  },
})
