/** Fresh processes on which something is tried again before it is nobody's. */
export const confirmations = 5
