import { expect, test } from 'vitest'
import { hchacha20 } from './hchacha20.ts'

test('the subkey of XChaCha20 is that of the published vector', () => {
  const key = Uint8Array.from({ length: 32 }, (_, at) => at)
  const nonce = Buffer.from('000000090000004a0000000031415927', 'hex')
  expect(Buffer.from(hchacha20(key, nonce)).toString('hex')).toBe(
    '82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc',
  )
})
