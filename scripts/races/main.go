// Checks recorded races against the rules of an order told in one page: whatever was answered to two who acted
// at once must be what some order of the two, one after the other, would have been answered.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/anishathalye/porcupine"
)

// input is what somebody asked; quantity is wanted of the one line, version the one it was asked on.
type input struct {
	Do       string `json:"do"`
	Version  int    `json:"version"`
	Quantity int    `json:"quantity"`
}

// output is what was answered; a pick list has the pieces that are to be packed.
type output struct {
	Answer string `json:"answer"`
	Pieces int    `json:"pieces"`
}

type recorded struct {
	Race   int    `json:"race"`
	Client int    `json:"client"`
	Input  input  `json:"input"`
	Output output `json:"output"`
	Call   int64  `json:"call"`
	Return int64  `json:"return"`
}

// order is all of an order that matters here: Before is what was wanted before the newest change, Told and Asked are the
// versions that the warehouse and its carrier are asked about, 0 for none, Refused and Kept the ones they said no to.
type order struct {
	Version   int
	Quantity  int
	Before    int
	Cancelled bool
	Told      int
	Asked     int
	Refused   int
	Kept      int
}

func step(state, in, out any) (bool, any) {
	now, asked, answered := state.(order), in.(input), out.(output)
	switch asked.Do {
	case "amend":
		if now.Cancelled {
			return answered.Answer == "refused", now
		}
		if asked.Version != now.Version {
			return answered.Answer == "stale", now
		}
		if asked.Quantity == now.Quantity {
			return answered.Answer == "refused", now
		}
		next := now.Version + 1
		return answered.Answer == "done", order{Version: next, Quantity: asked.Quantity, Before: now.Quantity, Told: next, Asked: next}
	case "cancel":
		if now.Cancelled {
			return answered.Answer == "refused", now
		}
		return answered.Answer == "done", order{Version: now.Version, Cancelled: true}
	case "dispatch":
		return answered.Answer == "done", now
	case "answer":
		// A yes after the no counts while nobody has decided.
		if now.Told != asked.Version && now.Refused != asked.Version {
			return answered.Answer == "too_late", now
		}
		now.Told, now.Refused = 0, 0
		return answered.Answer == "done", now
	case "refuse":
		if now.Told != asked.Version {
			return answered.Answer == "too_late", now
		}
		now.Told, now.Refused = 0, asked.Version
		return answered.Answer == "done", now
	case "carrier_refuses":
		if now.Asked != asked.Version {
			return answered.Answer == "too_late", now
		}
		now.Asked, now.Kept = 0, asked.Version
		return answered.Answer == "done", now
	case "revert":
		if now.Refused == 0 && now.Kept == 0 {
			return answered.Answer == "refused", now
		}
		return answered.Answer == "done", order{Version: now.Version + 1, Quantity: now.Before}
	case "pick":
		if now.Refused != 0 || now.Kept != 0 {
			return false, now
		}
		if now.Cancelled {
			return answered.Pieces == 0, now
		}
		return answered.Pieces == now.Quantity, now
	}
	return false, now
}

var model = porcupine.Model{
	Init: func() any { return order{Version: 1, Quantity: 2} },
	Step: step,
	Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
		return [][]porcupine.Operation{history}
	},
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: races HISTORY.jsonl")
		os.Exit(2)
	}
	races, err := read(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	bad := 0
	for race, history := range races {
		if !porcupine.CheckOperations(model, history) {
			bad++
			fmt.Printf("race %d cannot be told one after the other: %+v\n", race, history)
		}
	}
	fmt.Printf("porcupine: %d races, %d that no order of events explains\n", len(races), bad)
	if bad > 0 || len(races) == 0 {
		os.Exit(1)
	}
}

func read(name string) (map[int][]porcupine.Operation, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	races := map[int][]porcupine.Operation{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var one recorded
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, err
		}
		races[one.Race] = append(races[one.Race], porcupine.Operation{
			ClientId: one.Client, Input: one.Input, Call: one.Call, Output: one.Output, Return: one.Return,
		})
	}
	return races, lines.Err()
}
