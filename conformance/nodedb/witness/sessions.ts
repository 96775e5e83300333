import type { Witnesses } from '../../kit/mutation/witness.ts'
import { reset, ses } from '../calls.ts'

/** Conversations that show faults of sessions. */
export const sessionWitnesses: Witnesses = {
  'sessions-apply-id-zero': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '101300000096a161a164c40537206120300700ce62a3fb7e'),
  ],
  'clocks-are-told-to-strangers': [ses.open, ses.frame(0, '300e0000009281a161cfffffffffffffffff05')],
  'connections-share-their-handshake': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.open,
    ses.frame(1, '010a00000097a08090a131a1780101'),
  ],
  'epochs-are-doubles': [
    ses.open,
    ses.open,
    ses.frame(1, '011200000097a08090a131a178cf002000000000000001'),
    ses.frame(0, '011200000097a08090a131a178cf002000000000000101'),
  ],
  'epochs-are-shared': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.open,
    ses.frame(1, '010a00000097a08090a131a1790101'),
  ],
  'failed-refreshes-end-the-session': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '600f00000091ad6e6f207375636820746f6b656e'),
    ses.frame(0, 'ff0b00000092cf0000018e5f8c1600c2'),
  ],
  'new-tokens-are-not-checked': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '600f00000091ad6e6f207375636820746f6b656e'),
  ],
  'refused-forks-are-authenticated': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780501'),
    ses.open,
    ses.frame(1, '010a00000097a08090a131a1780501'),
    ses.frame(1, '101300000096a161a164c40537206120310701ce90c8787d'),
  ],
  'strangers-deltas-are-applied': [ses.open, ses.frame(0, '101300000096a161a164c40537206120310701ce90c8787d')],
  'tokens-are-not-checked': [ses.open, ses.frame(0, '011700000097ad6e6f207375636820746f6b656e8090a131a1780101')],
  'versions-are-not-checked': [ses.open, ses.frame(0, '011000000097a08090a131a77265706c6963610105')],
  'damage-burns-the-id': [
    ses.open,
    ses.frame(0, '010900000097a08090a131a00001'),
    ses.frame(0, '101200000096a161a26430c403613a300706ce0f590545'),
    ses.open,
    ses.frame(1, '010900000097a08090a131a00001'),
    ses.frame(1, '100e00000096a161a26430c403613a36070600'),
  ],
  'damaged-deltas-are-acknowledged': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(
      0,
      '102d00000096a161a164c417372061203932323333373230333638353437373538303807cf8000000000000000ce794663d5',
    ),
  ],
  'acknowledgements-name-the-highest-id': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '101300000096a161a164c40537206120320702ce83988b89'),
    ses.frame(0, '101300000096a161a164c40537206120310701ce90c8787d'),
  ],
  'clients-share-their-ids': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '101300000096a161a164c40537206120320702ce83988b89'),
    ses.open,
    ses.frame(1, '010a00000097a08090a131a1790101'),
    ses.frame(1, '101300000096a161a164c40538206120320802ceee898e5c'),
  ],
  'collections-share-their-ids': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '101300000096a161a164c40537206120310701ce90c8787d'),
    ses.frame(0, '101300000096a162a164c40537206220310701ce7ae6b80e'),
  ],
  'dedup-by-high-water-mark': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '101300000096a161a164c40537206120320702ce83988b89'),
    ses.open,
    ses.frame(1, '010a00000097a08090a131a1790101'),
    ses.frame(1, '101300000096a161a164c40538206120320802ceee898e5c'),
  ],
  'high-ids-are-only-acknowledged': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(
      0,
      '102d00000096a161a164c417372061203932323333373230333638353437373538303807cf8000000000000000cef94663d5',
    ),
  ],
  'ids-alone-tell-duplicates': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '101300000096a161a164c40537206120320702ce83988b89'),
    ses.open,
    ses.frame(1, '010a00000097a08090a131a1790101'),
    ses.frame(1, '101300000096a161a164c40538206120320802ceee898e5c'),
  ],
  'known-deltas-are-applied-again': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '101300000096a161a164c40537206120310701ce90c8787d'),
    ses.frame(0, '101300000096a161a164c40537206120310701ce90c8787d'),
  ],
  'known-ids-are-doubles': [
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(
      0,
      '102d00000096a161a164c417372061203932323333373230333638353437373538303707cf7fffffffffffffffcea7555ff1',
    ),
    ses.frame(
      0,
      '102d00000096a161a164c417372061203932323333373230333638353437373538303807cf8000000000000000cef94663d5',
    ),
  ],
  'refusals-for-the-rate-burn-the-id': [
    reset({ push_burst: 3 }),
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '101300000096a161a164c40537206120310701ce90c8787d'),
    ses.frame(0, '101300000096a161a164c40537206120320702ce83988b89'),
    ses.frame(0, '101300000096a161a164c40537206120330703ce71f3088a'),
    ses.frame(0, '101300000096a161a164c40537206120350705ce5752ef62'),
    ses.frame(0, '101300000096a161a164c40537206120350705ce5752ef62'),
  ],
  'silent-drops-burn-the-id': [
    reset({ push_burst: 3 }),
    ses.open,
    ses.frame(0, '010a00000097a08090a131a1780101'),
    ses.frame(0, '101300000096a161a164c40537206120310701ce90c8787d'),
    ses.frame(0, '101300000096a161a164c40537206120320702ce83988b89'),
    ses.frame(0, '101300000096a161a164c40537206120330703ce71f3088a'),
    ses.frame(0, '101300000096a161a164c40537206120350705ce5752ef62'),
  ],
}
