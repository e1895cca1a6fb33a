package convert

import (
	"bytes"
	_ "embed" // schema.json
)

//go:embed schema.json
var schema []byte

// Schema is the JSON Schema (draft 2020-12) of a record.
func Schema() []byte { return bytes.Clone(schema) }
