// Package content finds the main content of a page's tree.
//
// The page is cut into blocks, runs of text between two block-level
// boundaries, and each block is kept or dropped. Find does it in three steps,
// a file each:
//
//   - survey.go: one walk over the tree gives elements and blocks in document
//     order, as flat slices, with sums over subtrees
//   - tokens.go: what class names, ids and roles say about an element
//   - choose.go: the container that holds the article, and which of its blocks
//     belong to it
//   - lexicon.go: the words that begin a page's furniture, in many languages
//   - block.go: what a block offers to the fields' readers: its text, its lines
//
// Nothing here knows what an article is; a Selection speaks of blocks only. A
// Selection does not copy the tree: its blocks point at the tree's text nodes.
package content
