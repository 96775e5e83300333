package adapter

import (
	"strings"
	"testing"
)

func converse(t *testing.T, requests ...string) []string {
	t.Helper()
	var out strings.Builder
	if err := Serve(strings.NewReader(strings.Join(requests, "\n")+"\n"), &out); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

const gap = `"frames":[{"frame":"50140000009392ab53657175656e636547617092010201a161","peer":"1"}]`

func TestRequestsAreAnsweredOnceAndInOrder(t *testing.T) {
	got := converse(t,
		`{"id":1,"op":"hello","params":{"protocol":"nodedb","kit":"0","adapter_protocol":1}}`,
		`{"id":2,"op":"reset","params":{}}`,
		`{"id":3,"op":"rx.delta","params":{"collection":"a","document_id":"d","mutation_id":"2","payload":"61","checksum":0}}`,
		`{"id":4,"op":"rx.documents","params":{"collection":"a"}}`,
		`{"id":5,"op":"rx.diverge","params":{"collection":"a"}}`,
		`{"id":6,"op":"rx.documents","params":{"collection":"a"}}`,
		`{"id":7,"op":"codec.crc32c","params":{"hex":"313233343536373839"}}`,
		`{"id":8,"op":"codec.decode","params":{"hex":"5203"}}`,
		`{"id":9,"op":"codec.encode","params":{"message":{"type":"TokenRefresh","new_token":"\ud800"}}}`,
		`{"id":10,"op":"bye"}`,
	)
	for at, expected := range []string{
		`"profile":"receiver"`,
		`{"id":2,"ok":{}}`,
		gap,
		`{"id":4,"ok":{"documents":[]}}`,
		`"frames":[{"frame":"50150000009392ae436f727275707465645374617465c000a161","peer":"1"}]`,
		`{"id":6,"ok":{}}`,
		`{"id":7,"ok":{"crc32c":3808858755}}`,
		`"code":"frame-too-short"`,
		`"code":"encode-range"`,
		`{"id":10,"ok":{}}`,
	} {
		if at >= len(got) || !strings.Contains(got[at], expected) {
			t.Errorf("%v; expected %s in line %d", got, expected, at+1)
		}
	}
	if len(got) != 10 {
		t.Errorf("%d replies to 10 requests", len(got))
	}
}

func TestNothingSurvivesAReset(t *testing.T) {
	got := converse(t,
		`{"id":1,"op":"rx.delta","params":{"collection":"a","document_id":"d","mutation_id":"2","payload":"61","checksum":0}}`,
		`{"id":2,"op":"rx.link","params":{"up":false}}`,
		`{"id":3,"op":"reset","params":{"hold_max":1}}`,
		`{"id":4,"op":"rx.state"}`,
		`{"id":5,"op":"rx.delta","params":{"collection":"a","document_id":"d","mutation_id":"2","payload":"61","checksum":0}}`,
	)
	if got[3] != `{"id":4,"ok":{"streams":[]}}` || !strings.Contains(got[4], gap) {
		t.Error(got)
	}
}

func TestParametersThatAreNotOfTheCatalogueHaveNoEffect(t *testing.T) {
	for _, each := range []string{
		`"op":"rx.delta","params":{"collection":"a","document_id":"d","mutation_id":2,"payload":"61","checksum":0}`,
		`"op":"rx.delta","params":{"collection":"a","document_id":"d","mutation_id":"2","payload":"61","checksum":4294967296}`,
		`"op":"rx.delta","params":{"collection":"a","document_id":"d","mutation_id":"2","payload":"6","checksum":0}`,
		`"op":"rx.delta","params":{"collection":"a","document_id":"d","mutation_id":"2","payload":"61"}`,
		`"op":"rx.delta","params":{"collection":"\udfff","document_id":"d","mutation_id":"2","payload":"61","checksum":0}`,
		`"op":"rx.advance","params":{"ms":-1}`,
		`"op":"rx.advance","params":{"ms":9007199254740992}`,
		`"op":"rx.link","params":{"up":"yes"}`,
		`"op":"rx.cold_start","params":{"verdict":"odd"}`,
		`"op":"rx.cold_start","params":{"verdict":"clean","collection":"a","next":"0"}`,
		`"op":"rx.restart","params":{"hard":true}`,
		`"op":"reset","params":{"hold_max":1025}`,
		`"op":"reset","params":{"dialect":"P2"}`,
		`"op":"reset","params":{"baseline":"odd"}`,
		`"op":"codec.encode","params":{"message":[]}`,
	} {
		got := converse(t, `{"id":1,`+each+`}`, `{"id":2,"op":"rx.state"}`)
		if !strings.Contains(got[0], `"code":"invalid_params"`) || got[1] != `{"id":2,"ok":{"streams":[]}}` {
			t.Errorf("%s: %v", each, got)
		}
	}
}

func TestOtherRolesAreNotPlayed(t *testing.T) {
	got := converse(t, `{"id":1,"op":"tx.attach","params":{"peer":"1"}}`, `{"id":2,"op":"rx.dance"}`)
	if !strings.Contains(got[0], `"unsupported":`) || !strings.Contains(got[1], `"code":"unsupported_op"`) {
		t.Error(got)
	}
}

func TestALineThatIsNoRequestEndsTheAdapter(t *testing.T) {
	for _, line := range []string{"odd", `{"op":"hello"}`, `[]`, "{\"id\":1,\"op\":\"\xff\"}"} {
		var out strings.Builder
		if err := Serve(strings.NewReader(line+"\n"), &out); err == nil {
			t.Errorf("%q was taken: %s", line, out.String())
		}
	}
}
