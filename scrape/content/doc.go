// Package content finds the main content of a page's tree.
//
// The page is cut into blocks, runs of text between two block-level
// boundaries, and each block is kept or dropped. Find does it in steps, in
// this order:
//
//   - survey.go: one walk over the tree gives elements and blocks in document
//     order, as flat slices, with sums over subtrees
//   - tokens.go: what tags, class names, ids and roles say about an element
//   - container.go: the element that holds most of the prose for its size
//   - features.go: a row of numbers for each block; topic.go: what it has of the
//     words that the page's head has for what it is about
//   - model.go, table.go, trained.go: a learned model gives each block its
//     probability; cmd/train writes trained.go
//   - decode.go, series.go, lexicon.go: the choice that maximises the page's
//     expected F1, and what it mends afterwards
//   - choose.go, block.go: the Selection, and what a block offers to the
//     fields' readers; replace.go puts another choice in its place
//   - sheet.go: the same in pieces, for training and measuring
//   - explain.go: why each block was kept or dropped
//
// Nothing here knows what an article is; a Selection speaks of blocks only. A
// Selection does not copy the tree: its blocks point at the tree's text nodes.
package content
