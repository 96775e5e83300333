/** The data directory of every case, and the build id that its processes announce. */
export const dir = 'data'
export const build_id = 'c0de'
