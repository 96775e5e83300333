import { incumbentSource } from './incumbent-model.ts'

export const sources = [incumbentSource]
