/** Names that careless code trims, folds, normalises, cuts, or takes for one another by their beginning. */
export const alikeNames = ['a', 'A', 'ab', ' a', 'a ', 'a\0', 'é', 'e\u0301', 'a/b', 'a:b']
