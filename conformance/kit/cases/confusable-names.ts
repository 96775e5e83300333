import type { Horizon, NamePair } from './horizons.ts'

type NameRow = readonly [slug: string, one: string, other: string, because: string]

const rows =
  (tier: Horizon<NamePair>['tier']) =>
  ([slug, one, other, because]: NameRow): Horizon<NamePair> => ({ slug, value: [one, other], because, tier })

const common: readonly NameRow[] = [
  ['dot-and-underscore', 'a.b', 'a_b', 'a key or a file name replaces what it does not like'],
  ['dash-and-underscore', 'a-b', 'a_b', 'a variable name replaces what it does not like'],
  ['dot-and-any', 'a.b', 'axb', 'a dot of a pattern'],
  ['case', 'acme', 'Acme', 'comparison without case'],
  ['trailing-space', 'acme', 'acme ', 'trimming'],
  ['leading-space', ' acme', 'acme', 'trimming'],
  ['prefix', 'acme', 'acme2', 'a scan by prefix'],
  ['glob', '*', 'acme', 'a name that stands for all'],
  ['composed', 'caf\u00e9', 'cafe\u0301', 'normalisation'],
  ['trailing-nul', 'acme', 'acme\0', 'a string that ends at its first zero byte'],
  ['leading-zero', '7', '07', 'a name read as a number'],
  ['separator', 'a/b', 'a:b', 'keys joined with a separator'],
  ['path', 'a/b', 'a/./b', 'a path that is made simpler'],
]

const rarer: readonly NameRow[] = [
  ['question-mark', 'a?c', 'abc', 'a pattern'],
  ['percent', 'a%c', 'abc', 'a pattern of SQL'],
  ['percent-encoded', 'a%2Fb', 'a/b', 'decoded once too often'],
  ['plus', 'a+b', 'a b', 'decoded as a form'],
  ['backslash', 'a\\b', 'a/b', 'a path of another system'],
  ['trailing-slash', 'a/', 'a', 'a path that is made simpler'],
  ['double-slash', 'a//b', 'a/b', 'a path that is made simpler'],
  ['parent', 'a/../b', 'b', 'a path that is made simpler'],
  ['trailing-dot', 'a.', 'a', 'a name of a host or a file'],
  ['comma', 'a,b', 'a', 'a list in one text'],
  ['quote', "a'b", "a''b", 'doubled to be quoted'],
  ['newline', 'a\nb', 'a b', 'blanks folded'],
  ['tab', 'a\tb', 'a b', 'blanks folded'],
  ['two-spaces', 'a  b', 'a b', 'blanks folded'],
  ['no-break-space', 'a\u00a0b', 'a b', 'blanks folded'],
  ['fraction', '1', '1.0', 'a name read as a number'],
  ['exponent', '1e3', '1000', 'a name read as a number'],
  ['beyond-doubles', '9007199254740992', '9007199254740993', 'a name read as a number'],
  ['negative-zero', '0', '-0', 'a name read as a number'],
  ['members', '__proto__', 'constructor', 'names that every object has'],
  ['word-and-nothing', 'null', 'undefined', 'a value written as text'],
  ['truth', 'true', 'True', 'a value written as text'],
  ['dotless-i', 'I', '\u0131', 'a case fold of another language'],
  ['sharp-s', 'stra\u00dfe', 'strasse', 'a full case fold'],
  ['long-s', '\u017f', 's', 'a case fold'],
  ['full-width', '\uff41', 'a', 'a compatible normal form'],
  ['ligature', '\ufb01x', 'fix', 'a compatible normal form'],
  ['look-alike', 'acm\u0435', 'acme', 'letters of another script'],
  ['zero-width', 'ac\u200bme', 'acme', 'what is not shown is dropped'],
  ['byte-order-mark', '\ufeffacme', 'acme', 'what is not shown is dropped'],
  ['soft-hyphen', 'ac\u00adme', 'acme', 'what is not shown is dropped'],
  ['direction', 'a\u202eb', 'ab', 'what is not shown is dropped'],
  ['beyond-two-bytes', '\u{1f980}', '\uf980', '16 bits of a character'],
  ['replacement', 'a\ufffd', 'a?', 'what is not known is replaced'],
  ['hash-of-31', 'Aa', 'BB', 'the same hash, times 31'],
  ['hash-of-33', 'hetairas', 'mentioner', 'the same hash, times 33'],
  ['hash-fnv', 'costarring', 'liquid', 'the same FNV-1a of 32 bits'],
  ['hash-crc', 'plumless', 'buckeroo', 'the same CRC of 32 bits'],
]

/** Two names that are equal in so many bytes and differ in the one after them, or before them. */
const alike = (bytes: number, because: string): NameRow[] => [
  [`equal-for-${bytes}`, `${'x'.repeat(bytes)}a`, `${'x'.repeat(bytes)}b`, because],
  [`equal-after-first-${bytes}`, `a${'x'.repeat(bytes)}`, `b${'x'.repeat(bytes)}`, because],
]
const reason = 'a name cut, or compared and hashed in part'

/** Pairs of names of which careless software makes one; each pair belongs into one case. */
export const confusableNames: readonly Horizon<NamePair>[] = [
  ...[...common, ...[15, 31, 63].flatMap((bytes) => alike(bytes, reason))].map(rows('quick')),
  ...[...rarer, ...[7, 16, 32, 64, 127, 128, 254, 255, 256, 1023, 4095].flatMap((bytes) => alike(bytes, reason))].map(
    rows('default'),
  ),
]
