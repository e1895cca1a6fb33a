package convert

import (
	"bytes"
	_ "embed" // the schemas
)

var (
	//go:embed schema.json
	schema []byte
	//go:embed schema-issue.json
	issueSchema []byte
)

// Schema is the JSON Schema (draft 2020-12) of a record.
func Schema() []byte { return bytes.Clone(schema) }

// IssueSchema is the JSON Schema (draft 2020-12) of issue.json.
func IssueSchema() []byte { return bytes.Clone(issueSchema) }
