// Package convert writes articles: as Markdown, JSON, text or HTML, and into a
// folder.
//
// An article's tree is copied once into a tidy tree, and every format is
// written from that one. So what a reader of one format sees, a reader of the
// others sees too, and the article itself stays as it was.
//
// What to write:
//
//   - options.go   Options, with a zero value that works: Markdown
//   - parts.go     what an article has besides its text, and which format holds it
//   - render.go    the way of an article to its bytes
//
// The tidy tree:
//
//   - elements.go   what each element is to a reader
//   - tidy.go       blocks, lines, and the elements around them
//   - tidypre.go    what keeps its lines: verse and code
//   - tidymedia.go  images and what plays
//   - notes.go, noteplain.go, notemark.go, notelift.go   notes and their marks
//   - anchors.go    links that lead into the article
//   - address.go    where links may lead
//   - controls.go   characters that no output holds
//
// Markdown is CommonMark with GFM's tables, strikethrough and task lists,
// and footnotes.
// html-to-markdown walks the blocks; what it would get wrong is written here:
//
//   - markdown.go   the plugin: paragraphs, headings, quotes
//   - flow.go       blocks below one another, with and without empty lines
//   - list.go, table.go, codeblock.go, footnote.go   one kind of block each
//   - line.go       a line as tokens
//   - emphasis.go   marks that are read as they are meant
//   - escape.go, linestart.go   text that would be read as something else
//   - linecode.go, linelink.go, linereference.go, lineurl.go   what stands in a line
//   - lineprint.go, wrap.go   the line, and lines of a width
//
// The other forms:
//
//   - frontmatter.go          the fields above the Markdown, in YAML
//   - record.go, schema.go    JSON and its JSON Schema
//   - page.go, htmlwrite.go   HTML, also where Markdown has no words for it
//   - text.go, words.go       plain text, and how many words it has
//
// Files:
//
//   - name.go   names from a template, for every file system
//   - dir.go    a folder with a file for each article
package convert
