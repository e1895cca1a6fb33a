// Package contents finds what a contents page lists: the articles of an issue
// of a periodical in their printed order, with their sections, or the issues of
// an archive; and which issue it is.
//
// A page is read once into lines and links, and every later step is linear in
// them. No rule names a site: what is listed is found by the repeated structure
// of the tree, and class names are weak evidence only. The files, in reading
// order:
//
//   - contents.go: Contents, and Find
//   - address.go: links made absolute, Wayback addresses unwrapped, shapes of paths
//   - page.go: the tree as elements, lines and links
//   - words.go: the words of many languages that tell links and lines apart
//   - records.go: the links to one page as one record
//   - cluster.go: records of the same place in the tree, scored, the best chosen
//   - item.go: the lines of each record: authors, teaser, pages, section
//   - structured.go: JSON-LD and citation metas
//   - embedded.go: the list that a page carries for its script
//   - pin.go, suggest.go: what a rule says beforehand, and the rule that would say it
//   - identity.go: publication, number, volume, date
//   - pager.go: the next page, files, signs that the list is cut
package contents
