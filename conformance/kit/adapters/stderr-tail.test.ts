import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StderrTail } from './stderr-tail.ts'

test('the tail is the end of everything that was written, whatever the chunks', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{0,25}$/)), fc.integer({ min: 1, max: 20 }), (chunks, capacity) => {
      const tail = new StderrTail(capacity)
      for (const chunk of chunks) tail.push(Buffer.from(chunk))
      expect(tail.text()).toBe(chunks.join('').slice(-capacity))
    }),
  )
})
