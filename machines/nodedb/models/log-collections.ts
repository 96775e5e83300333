/** The collections of the sender's log in cases. */
export const logCollections = ['a', 'b'] as const
/** A collection that no log has. */
export const unknownCollection = 'zz'
