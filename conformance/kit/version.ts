import manifest from '../../package.json' with { type: 'json' }

/** The kit's version, as `hello`, reports, tokens and fixtures state it. */
export const kitVersion: string = manifest.version
