package receiver

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"nodedb/codec"
)

var orders = Key{Peer: 1, Collection: "orders"}

func good(id uint64) Delta {
	payload := codec.Bytes(fmt.Sprint(id))
	return Delta{DocumentID: fmt.Sprintf("d%d", id), ID: id, Payload: payload, Checksum: codec.Checksum(payload)}
}

func bad(id uint64) Delta {
	delta := good(id)
	delta.Checksum ^= 1
	return delta
}

// rig is a receiver under test, with a log of what it did: "applied 1", "gap 2..5", and so on.
type rig struct {
	*Receiver
	t     *testing.T
	store *Store
}

func newRig(t *testing.T, settings Settings) rig {
	store := NewStore()
	return rig{New(settings, store), t, store}
}

func (g rig) told(out Outcome) string {
	var told []string
	for _, each := range out.Installed {
		told = append(told, fmt.Sprintf("installed %d", each.Watermark))
	}
	for _, each := range out.Applied {
		told = append(told, fmt.Sprintf("applied %d", each.ID))
	}
	for _, frame := range out.Frames {
		message, _, err := codec.Decode(frame.Bytes)
		if err != nil {
			g.t.Fatal(err)
		}
		request := message.(codec.ResyncRequest)
		switch reason := request.Reason.(type) {
		case codec.SequenceGap:
			if request.FromMutationID != reason.Expected {
				g.t.Errorf("expected %d asked from %d", reason.Expected, request.FromMutationID)
			}
			told = append(told, fmt.Sprintf("gap %d..%d in %q", reason.Expected, reason.Received, request.Collection))
		case codec.ChecksumMismatch:
			if request.FromMutationID != reason.MutationID {
				g.t.Errorf("mutation %d asked from %d", reason.MutationID, request.FromMutationID)
			}
			told = append(told, fmt.Sprintf("mismatch %d in %q", reason.MutationID, request.Collection))
		default:
			if request.FromMutationID != 0 {
				g.t.Errorf("everything asked from %d", request.FromMutationID)
			}
			told = append(told, fmt.Sprintf("everything in %q", request.Collection))
		}
	}
	if out.Refused != "" {
		told = append(told, "refused "+string(out.Refused))
	}
	return strings.Join(told, ", ")
}

func (g rig) expect(what string, out Outcome, expected string) {
	g.t.Helper()
	if got := g.told(out); got != expected {
		g.t.Errorf("%s: %q; expected %q", what, got, expected)
	}
}

func (g rig) served(expected ...string) {
	g.t.Helper()
	documents, ok := g.store.Documents(orders)
	var got []string
	for id := range documents {
		got = append(got, id)
	}
	wanted := map[string]bool{}
	for _, id := range expected {
		wanted[id] = true
	}
	found := map[string]bool{}
	for _, id := range got {
		found[id] = true
	}
	if !ok || !reflect.DeepEqual(found, wanted) {
		g.t.Errorf("documents %v, served %t; expected %v", got, ok, expected)
	}
}

func TestAContiguousStreamIsAppliedWithoutARequest(t *testing.T) {
	g := newRig(t, Defaults())
	for id := uint64(1); id < 50; id++ {
		g.expect("delta", g.Delta(orders, good(id)), fmt.Sprintf("applied %d", id))
	}
	g.expect("a duplicate", g.Delta(orders, bad(7)), "")
	g.expect("an hour", g.Advance(3_600_000), "")
}

func TestAGapIsAskedForOnceAndThenByTheClock(t *testing.T) {
	g := newRig(t, Defaults())
	g.Delta(orders, good(1))
	g.expect("a gap", g.Delta(orders, good(4)), `gap 2..4 in "orders"`)
	g.expect("a further one", g.Delta(orders, good(6)), "")
	g.expect("4999 ms", g.Advance(4_999), "")
	g.expect("5000 ms", g.Advance(1), `gap 2..6 in "orders"`)
	g.expect("what was missing", g.Delta(orders, good(2)), "applied 2")
	g.expect("9999 ms", g.Advance(9_999), "")
	g.expect("10 s", g.Advance(1), `gap 3..6 in "orders"`)
	g.expect("20 s, 40 s and twice a minute", g.Advance(180_000), strings.Join([]string{
		`gap 3..6 in "orders"`, `gap 3..6 in "orders"`, `gap 3..6 in "orders"`, `gap 3..6 in "orders"`,
	}, ", "))
	for id := uint64(3); id <= 6; id++ {
		g.expect("the rest", g.Delta(orders, good(id)), fmt.Sprintf("applied %d", id))
	}
	g.expect("an hour", g.Advance(3_600_000), "")
	g.expect("a new gap", g.Delta(orders, good(9)), `gap 7..9 in "orders"`)
	g.expect("5 s again", g.Advance(5_000), `gap 7..9 in "orders"`)
}

func TestTheThirdDamagedCopyAsksForEverything(t *testing.T) {
	g := newRig(t, Defaults())
	g.Delta(orders, good(1))
	g.expect("first copy", g.Delta(orders, bad(2)), `mismatch 2 in "orders"`)
	g.expect("second copy", g.Delta(orders, bad(2)), "")
	g.expect("the clock", g.Advance(5_000), `mismatch 2 in "orders"`)
	g.expect("third copy", g.Delta(orders, bad(2)), `everything in "orders"`)
	if _, ok := g.store.Documents(orders); ok {
		t.Error("served while everything is asked for")
	}
	g.expect("a delta meanwhile", g.Delta(orders, good(2)), "")
	g.expect("the snapshot", g.Snapshot(orders, 3, map[string][]byte{"s": {1}}), "installed 3")
	g.served("s")
	g.expect("the next", g.Delta(orders, good(4)), "applied 4")
	g.served("s", "d4")
}

func TestADamagedDeltaAheadIsAGap(t *testing.T) {
	g := newRig(t, Settings{HoldMax: 8, BackoffFirst: 5_000, BackoffMost: 60_000, EscalateAfter: 3})
	g.expect("ahead and damaged", g.Delta(orders, bad(2)), `gap 1..2 in "orders"`)
	g.expect("what was missing", g.Delta(orders, good(1)), "applied 1")
	g.expect("the other", g.Delta(orders, good(2)), "applied 2")
}

func TestZeroChecksumsAreNotVerified(t *testing.T) {
	g := newRig(t, Defaults())
	g.expect("none computed", g.Delta(orders, Delta{"d", 1, codec.Bytes("a"), 0}), "applied 1")
	g.expect("one computed", g.Delta(orders, Delta{"d", 2, codec.Bytes("\xab\x9b\xe0\x9b"), 1}), `mismatch 2 in "orders"`)
}

func TestHeldDeltasFillInBehindTheGap(t *testing.T) {
	g := newRig(t, Settings{HoldMax: 2, BackoffFirst: 5_000, BackoffMost: 60_000, EscalateAfter: 3})
	g.expect("a gap", g.Delta(orders, good(3)), `gap 1..3 in "orders"`)
	g.expect("a damaged copy of what is held", g.Delta(orders, bad(3)), "")
	g.expect("held", g.Delta(orders, good(2)), "")
	g.expect("no room", g.Delta(orders, good(4)), "")
	g.expect("filled", g.Delta(orders, good(1)), "applied 1, applied 2, applied 3")
	g.expect("the one that had no room", g.Advance(5_000), `gap 4..4 in "orders"`)
	g.expect("it comes", g.Delta(orders, good(4)), "applied 4")
}

func TestSnapshotsCountUpToTheirWatermark(t *testing.T) {
	g := newRig(t, Defaults())
	for id := uint64(1); id <= 3; id++ {
		g.Delta(orders, good(id))
	}
	g.expect("an old one", g.Snapshot(orders, 2, nil), "refused stale-snapshot")
	g.served("d1", "d2", "d3")
	g.expect("a gap", g.Delta(orders, good(9)), `gap 4..9 in "orders"`)
	g.expect("below what was seen", g.Snapshot(orders, 5, map[string][]byte{}), "installed 5")
	g.served()
	g.expect("the need goes on", g.Advance(5_000), `gap 6..9 in "orders"`)
	g.expect("beyond what was seen", g.Snapshot(orders, 10, map[string][]byte{}), "installed 10")
	g.expect("no need", g.Advance(3_600_000), "")
	g.expect("covered", g.Delta(orders, good(9)), "")
	g.expect("above", g.Delta(orders, good(11)), "applied 11")
}

func TestNeedsWaitForTheLink(t *testing.T) {
	g := newRig(t, Defaults())
	g.Delta(orders, good(1))
	g.Link(1, false)
	g.expect("a gap while it is down", g.Delta(orders, good(3)), "")
	g.expect("time", g.Advance(600_000), "")
	g.expect("up", g.Link(1, true), `gap 2..3 in "orders"`)
	g.expect("up again", g.Link(1, true), "")
	g.expect("5 s", g.Advance(5_000), `gap 2..3 in "orders"`)
}

func TestStreamsAreIndependent(t *testing.T) {
	g := newRig(t, Defaults())
	other, stranger := Key{1, "other"}, Key{2, "orders"}
	g.expect("one gap", g.Delta(orders, good(2)), `gap 1..2 in "orders"`)
	g.expect("another", g.Delta(other, good(3)), `gap 1..3 in "other"`)
	g.expect("another peer", g.Delta(stranger, good(1)), "applied 1")
	g.expect("recovery of one", g.Snapshot(orders, 2, nil), "installed 2")
	g.expect("the other is asked for", g.Advance(5_000), `gap 1..3 in "other"`)
}

func TestIDsEndAtTheLastOne(t *testing.T) {
	g := newRig(t, Defaults())
	g.Clean(orders, math.MaxUint64-1)
	g.expect("the last but one", g.Delta(orders, good(math.MaxUint64-1)), fmt.Sprintf("applied %d", uint64(math.MaxUint64-1)))
	g.expect("the last", g.Delta(orders, good(math.MaxUint64)), fmt.Sprintf("applied %d", uint64(math.MaxUint64)))
	g.expect("anything", g.Delta(orders, good(1)), "refused exhausted")
	g.expect("id 0", g.Delta(orders, good(0)), "refused id-zero")
	g.expect("its snapshot", g.Snapshot(orders, math.MaxUint64, nil), fmt.Sprintf("installed %d", uint64(math.MaxUint64)))
	g.expect("still", g.Delta(orders, good(math.MaxUint64)), "refused exhausted")
	if next := g.Observe()[0].Next; next != 0 {
		t.Errorf("next is %d; expected none", next)
	}
}

func TestAnAdoptingReceiverBeginsWithTheFirstGoodDelta(t *testing.T) {
	settings := Defaults()
	settings.Adopt = true
	g := newRig(t, settings)
	g.expect("the first", g.Delta(orders, good(7)), "applied 7")
	g.expect("the second", g.Delta(orders, good(8)), "applied 8")
	g.expect("a gap", g.Delta(orders, good(10)), `gap 9..10 in "orders"`)
	g = newRig(t, settings)
	g.expect("a damaged first", g.Delta(orders, bad(7)), `gap 1..7 in "orders"`)
}

func TestACrashKeepsTheStateAndWhatIsMissing(t *testing.T) {
	g := newRig(t, Settings{HoldMax: 4, BackoffFirst: 5_000, BackoffMost: 60_000, EscalateAfter: 3})
	g.Delta(orders, good(1))
	g.Delta(orders, good(3))
	g.expect("a crash", g.Restart(), `gap 2..3 in "orders"`)
	g.served("d1")
	g.expect("the held one is gone", g.Delta(orders, good(2)), "applied 2")
	g.expect("it comes again", g.Delta(orders, good(3)), "applied 3")
	g.expect("a crash without a need", g.Restart(), "")
	g.expect("a gap across it", g.Delta(orders, good(5)), `gap 4..5 in "orders"`)
	g.Diverge(orders)
	g.expect("a crash while rebuilding", g.Restart(), `everything in "orders"`)
	if _, ok := g.store.Documents(orders); ok {
		t.Error("a state that diverged is served after a crash")
	}
}

func TestADamagedStoreIsNotServed(t *testing.T) {
	g := newRig(t, Defaults())
	g.expect("one collection", g.Corrupt(orders), `everything in "orders"`)
	g.expect("again", g.Corrupt(orders), "")
	g.expect("a delta", g.Delta(orders, good(1)), "")
	g.expect("too late", g.Corrupt(orders), "refused bad-event")
	g.expect("too late", g.CorruptAll(1), "refused bad-event")
	g.expect("too late", g.Clean(orders, 1), "refused bad-event")
	g.expect("the clock", g.Advance(5_000), `everything in "orders"`)
	g.expect("its snapshot", g.Snapshot(orders, 0, nil), "installed 0")
	g.expect("what was seen above it, at the next interval", g.Advance(10_000), `gap 1..1 in "orders"`)
}

func TestADamagedStoreOfAPeerIsAskedForAsAWhole(t *testing.T) {
	g := newRig(t, Defaults())
	g.Delta(orders, good(1))
	g.Restart()
	other := Key{1, "other"}
	g.expect("everything", g.CorruptAll(1), `everything in ""`)
	for _, key := range []Key{orders, other} {
		if _, ok := g.store.Documents(key); ok {
			t.Errorf("%s is served", key.Collection)
		}
	}
	g.expect("a delta of some collection", g.Delta(other, good(4)), "")
	g.expect("one request in an interval", g.Advance(5_000), `everything in ""`)
	g.expect("the first snapshot", g.Snapshot(orders, 4, nil), "installed 4")
	g.expect("what is left, by itself", g.Advance(5_000), `everything in "other"`)
	g.expect("a crash", g.Restart(), `everything in "other"`)
	g.expect("its snapshot", g.Snapshot(other, 4, nil), "installed 4")
	g.expect("nothing is left", g.Advance(3_600_000), "")
	if _, ok := g.store.Documents(Key{2, "orders"}); !ok {
		t.Error("another peer is not served")
	}
}

func TestBytesThatAreNoDeltaChangeNothing(t *testing.T) {
	g := newRig(t, Defaults())
	throttle, err := codec.Encode(codec.Throttle{})
	if err != nil {
		t.Fatal(err)
	}
	push, err := codec.Encode(codec.DeltaPush{Collection: "orders", DocumentID: "d", MutationID: 1})
	if err != nil {
		t.Fatal(err)
	}
	g.expect("nothing", g.Frame(1, nil), "refused frame-too-short")
	g.expect("a cut delta", g.Frame(1, push[:len(push)-1]), "refused frame-truncated")
	g.expect("a throttle", g.Frame(1, throttle), "refused bad-event")
	if seen := g.Observe(); len(seen) != 0 {
		t.Errorf("streams %v", seen)
	}
	g.expect("a delta", g.Frame(1, push), "applied 1")
}

// A link that loses, doubles, reorders and damages: in the end the log is applied, in order and once.
func TestABadLinkDelaysButDoesNotChangeTheResult(t *testing.T) {
	const head = 60
	for seed := uint64(1); seed <= 200; seed++ {
		random := seed
		draw := func(n uint64) uint64 {
			random = random*6364136223846793005 + 1442695040888963407
			return (random >> 33) % n
		}
		g := newRig(t, Settings{HoldMax: int(draw(4)), BackoffFirst: 5_000, BackoffMost: 60_000, EscalateAfter: 3})
		applied := uint64(0)
		var wire []Delta
		var take func(Outcome)
		take = func(out Outcome) {
			for _, each := range out.Installed {
				applied = each.Watermark
			}
			for _, each := range out.Applied {
				if each.ID != applied+1 {
					t.Fatalf("seed %d: applied %d after %d", seed, each.ID, applied)
				}
				applied = each.ID
			}
			for _, frame := range out.Frames {
				message, _, err := codec.Decode(frame.Bytes)
				if err != nil {
					t.Fatal(err)
				}
				from := message.(codec.ResyncRequest).FromMutationID
				if draw(3) == 0 {
					continue
				}
				if from == 0 {
					watermark := head - draw(3)
					take(g.Snapshot(orders, watermark, nil))
					from = watermark + 1
				}
				for id := from; id <= head; id++ {
					wire = append(wire, good(id))
				}
			}
		}
		for id := uint64(1); id <= head; id++ {
			wire = append(wire, good(id))
		}
		for round := 0; round < 10_000 && applied < head; round++ {
			if len(wire) == 0 {
				take(g.Advance(60_000))
				wire = append(wire, good(head))
				continue
			}
			at := draw(min(3, uint64(len(wire))))
			delta := wire[at]
			wire = append(wire[:at], wire[at+1:]...)
			switch draw(10) {
			case 0, 1:
				continue
			case 2:
				take(g.Delta(orders, delta))
			case 3:
				delta = bad(delta.ID)
			}
			take(g.Delta(orders, delta))
		}
		if applied != head {
			t.Fatalf("seed %d: %d of %d applied", seed, applied, head)
		}
	}
}
