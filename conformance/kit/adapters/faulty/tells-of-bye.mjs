import { serve } from './toy.mjs'

serve({ ended: (cause) => process.stderr.write(`${cause}\n`) })
