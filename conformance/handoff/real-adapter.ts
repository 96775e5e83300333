import { serve } from '../kit/adapters/serve.ts'
import { RealReference } from './reference/real/real-reference.ts'

/** The reference implementation in real processes, as an adapter on standard input and output. */
const reference = new RealReference()
await serve(reference, process.stdin, process.stdout)
await reference.close()
