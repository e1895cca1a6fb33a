package convert

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape"
)

// encodeRecord is the article as JSON, keys in the struct's order, ended by a
// line end.
func encodeRecord(a *scrape.Article, indent bool) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if indent {
		enc.SetIndent("", "  ")
	}
	if err := enc.Encode(a); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// cleanRecord is a deep copy of a without controls in its strings. Its title
// is one line. It shares the tree and the manifest's line with a.
func cleanRecord(a *scrape.Article) *scrape.Article {
	c := cleanValue(reflect.ValueOf(*a)).Interface().(scrape.Article)
	c.Title = strings.Map(func(r rune) rune {
		if isBreakingSpace(r) {
			return ' '
		}
		return r
	}, c.Title)
	if c.Authors == nil {
		c.Authors = []scrape.Person{}
	}
	return &c
}

var (
	nodeType = reflect.TypeFor[*html.Node]()
	rawType  = reflect.TypeFor[json.RawMessage]()
)

func cleanValue(v reflect.Value) reflect.Value {
	switch {
	case v.Type() == nodeType, v.Type() == rawType:
		return v
	case v.Kind() == reflect.String:
		return reflect.ValueOf(cleanText(v.String())).Convert(v.Type())
	case v.Kind() == reflect.Struct:
		c := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			c.Field(i).Set(cleanValue(v.Field(i)))
		}
		return c
	case v.Kind() == reflect.Pointer && !v.IsNil():
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(cleanValue(v.Elem()))
		return c
	case v.Kind() == reflect.Slice && !v.IsNil():
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			c.Index(i).Set(cleanValue(v.Index(i)))
		}
		return c
	case v.Kind() == reflect.Map && !v.IsNil():
		c := reflect.MakeMapWithSize(v.Type(), v.Len())
		for _, k := range v.MapKeys() {
			c.SetMapIndex(cleanValue(k), cleanValue(v.MapIndex(k)))
		}
		return c
	}
	return v
}
