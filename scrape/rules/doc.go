// Package rules reads site rules and applies them to a page's tree.
//
// A rule says where the fields and the text of a site's pages stand. There are
// two formats: our own in YAML, and ftr-site-config's, which fivefilters and
// others have collected for some two thousand sites. The files, in the order
// in which a rule passes them:
//
//   - ftr.go, yaml.go: a file becomes a Rule
//   - rule.go: the Rule, and how two of them merge
//   - selector.go: an expression; css.go and simple.go compile what they can
//     into a pattern (pattern.go), xpath.go carries out all other XPath
//   - set.go: folders of rules, and which rule a page has
//   - apply.go: what a rule finds on a page, and what it strips
//
// Nothing here knows what an article is: fields are texts. A page and a rule
// are hostile input alike: reading them does not fail, and applying a rule
// visits at most a fixed number of nodes for each node of the page.
package rules
