#!/usr/bin/env bash
# CloudEvents SDK for Go 2.16.2, client.StartReceiver. One would expect the one handler of an ordered source to be called for one
# event after another, and an invalid event to be reported. The handler is called concurrently; with WithPollGoroutines(1) or with
# WithBlockingCallback() it still is, only with both it is not. An event without a type is left out, and StartReceiver returns no
# error: only the message's own Finish hears of it, which for Kafka moves the offset on all the same. The program in
# docs/subscribing.md sets both options, and the page tells readers to compare positions.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/cloudevents/sdk-go/v2/binding"
	"github.com/cloudevents/sdk-go/v2/client"
	"github.com/cloudevents/sdk-go/v2/event"
)

const events = 500

// source gives events 0 to 499 in order, as a Kafka partition would; the one numbered 250 has no type.
type source struct {
	sync.Mutex
	next, refused int
}

func (s *source) Receive(ctx context.Context) (binding.Message, error) {
	s.Lock()
	defer s.Unlock()
	if s.next == events {
		return nil, io.EOF
	}
	e := event.New()
	e.SetID(strconv.Itoa(s.next))
	e.SetSource("/source")
	if s.next != events/2 {
		e.SetType("a.type")
	}
	s.next++
	return binding.WithFinish(binding.ToMessage(&e), func(err error) {
		if err != nil {
			s.Lock()
			defer s.Unlock()
			s.refused++
		}
	}), nil
}

func try(name string, options ...client.Option) (disorder, handled int) {
	from := &source{}
	receiver, err := client.New(from, options...)
	if err != nil {
		panic(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var lock sync.Mutex
	seen := -1
	err = receiver.StartReceiver(ctx, func(e event.Event) {
		id, _ := strconv.Atoi(e.ID())
		time.Sleep(time.Duration(id%3) * 100 * time.Microsecond) // some events take longer than others
		lock.Lock()
		defer lock.Unlock()
		handled++
		if id < seen {
			disorder++
		}
		seen = max(seen, id)
	})
	fmt.Printf("%-48s %d of %d handled, %d of them after a later one, %d refused by Finish, error: %v\n", name, handled, events, disorder, from.refused, err)
	if err != nil || from.refused != 1 {
		disorder = -1
	}
	return disorder, handled
}

func main() {
	none, _ := try("no option")
	poll, _ := try("WithPollGoroutines(1)", client.WithPollGoroutines(1))
	blocking, _ := try("WithBlockingCallback()", client.WithBlockingCallback())
	both, handled := try("WithPollGoroutines(1), WithBlockingCallback()", client.WithPollGoroutines(1), client.WithBlockingCallback())
	if none <= 0 || poll <= 0 || blocking <= 0 || both != 0 || handled != events-1 {
		fmt.Println("no longer as described")
		os.Exit(1)
	}
}
GO
go mod init finding >/dev/null 2>&1
go get github.com/cloudevents/sdk-go/v2@v2.16.2 >/dev/null 2>&1
go version
grep cloudevents go.mod
go run .
