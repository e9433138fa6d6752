// Package checks is what all judges in Go have in common: one JSON line for each check, and the material that the court hands over.
package checks

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// As much of a library's words as a reader wants, in bytes.
const maxDetail = 200

// Check does one check and says what came of it.
func Check(name string, do func() (string, error)) {
	detail, err := do()
	if err != nil {
		detail = err.Error()
	}
	line, _ := json.Marshal(map[string]any{"check": name, "passed": err == nil, "detail": short(detail)})
	fmt.Println(string(line))
}

// Expect is an error that names both values if they differ.
func Expect[T comparable](what string, expected, actual T) error {
	if expected == actual {
		return nil
	}
	return fmt.Errorf("%s: expected %v, not %v", what, expected, actual)
}

// Words of an error; none of no error.
func Words(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Material reads material.json of the folder that is the judge's third argument.
func Material[T any]() T {
	var known T
	text, err := os.ReadFile(filepath.Join(os.Args[3], "material.json"))
	if err == nil {
		err = json.Unmarshal(text, &known)
	}
	if err != nil {
		Fatal(err)
	}
	return known
}

// Fatal ends a judge that cannot begin.
func Fatal(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func short(detail string) string {
	if len(detail) > maxDetail {
		return detail[:maxDetail]
	}
	return detail
}
