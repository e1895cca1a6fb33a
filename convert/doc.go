// Package convert writes articles.
package convert
