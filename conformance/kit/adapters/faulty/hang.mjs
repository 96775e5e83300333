import { serve } from './toy.mjs'

let hung = false
serve({
  inject: (request, line) => {
    hung ||= request.op === 'trip'
    return hung ? '' : line
  },
})
