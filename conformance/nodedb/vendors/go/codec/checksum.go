package codec

import "hash/crc32"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Checksum is the CRC32C of the raw bytes of a delta's payload (NDB-039); of no bytes it is 0.
func Checksum(payload []byte) uint32 {
	return crc32.Checksum(payload, castagnoli)
}
