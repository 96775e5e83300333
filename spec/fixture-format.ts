/** Format of golden files; a change of their shape is a major version. */
export const fixtureFormat = 1
