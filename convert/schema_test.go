package convert

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/backissue/backissue/scrape"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestGoldenRecordsFollowTheSchema(t *testing.T) {
	s := compiled(t)
	records, err := filepath.Glob(filepath.Join("..", "testdata", "pages", "*.json"))
	if err != nil || len(records) == 0 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for _, path := range records {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	for name, record := range map[string]string{
		"an unknown key":    `{"schema_version":1,"title":"","authors":[],"body":"","word_count":0,"confidence":0,"coverage":0,"colour":"red"}`,
		"a missing key":     `{"schema_version":1,"title":"","authors":[],"word_count":0,"confidence":0,"coverage":0}`,
		"a date of words":   `{"schema_version":1,"title":"","authors":[],"body":"","word_count":0,"confidence":0,"coverage":0,"date":"October"}`,
		"authors of text":   `{"schema_version":1,"title":"","authors":["Edda"],"body":"","word_count":0,"confidence":0,"coverage":0}`,
		"another version":   `{"schema_version":2,"title":"","authors":[],"body":"","word_count":0,"confidence":0,"coverage":0}`,
		"too much sureness": `{"schema_version":1,"title":"","authors":[],"body":"","word_count":0,"confidence":7,"coverage":0}`,
	} {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(record))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(v) == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

// TestSchemaKnowsEveryKey holds the schema to the record, key by key.
func TestSchemaKnowsEveryKey(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal(Schema(), &doc); err != nil {
		t.Fatal(err)
	}
	compare(t, "", reflect.TypeFor[scrape.Article](), doc)
}

func compare(t *testing.T, path string, typ reflect.Type, node map[string]any) {
	t.Helper()
	props, ok := node["properties"].(map[string]any)
	if !ok {
		t.Errorf("%s has no properties in the schema", path)
		return
	}
	seen := map[string]bool{}
	for i := range typ.NumField() {
		key, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
		if key == "-" {
			continue
		}
		seen[key] = true
		sub, ok := props[key].(map[string]any)
		if !ok {
			t.Errorf("the schema lacks %s/%s", path, key)
			continue
		}
		field := typ.Field(i).Type
		for field.Kind() == reflect.Pointer || field.Kind() == reflect.Slice {
			if field.Kind() == reflect.Slice {
				if items, ok := sub["items"].(map[string]any); ok {
					sub = items
				}
			}
			field = field.Elem()
		}
		if field.Kind() == reflect.Map && field.Elem().Kind() == reflect.Struct {
			sub, field = sub["additionalProperties"].(map[string]any), field.Elem()
		}
		if field.Kind() == reflect.Struct {
			compare(t, path+"/"+key, field, sub)
		}
	}
	for key := range props {
		if !seen[key] {
			t.Errorf("the schema has %s/%s, the record has not", path, key)
		}
	}
}
