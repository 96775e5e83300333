import { serve } from './toy.mjs'

serve()
