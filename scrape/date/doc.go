// Package date reads dates as periodicals print them, with their precision.
//
// A date is what the page gives and no more: "October 1980" has a month and no
// day, "Fall 1959" a season, "05/10/2017" two readings. Nothing is taken from a
// clock and no missing part is filled in. The files, in reading order:
//
//   - date.go: Date, its precision and how it is written (RFC 3339, EDTF)
//   - edtf.go: the subset of EDTF that Date writes, read back
//   - hints.go: what a caller may know: language, order of day and month, bounds
//   - calendar.go: lengths of months, weekdays, Solar Hijri, eras
//   - machine.go: ISO 8601, RFC 3339 and their relatives
//   - token.go: a line cut into numbers, words and marks
//   - lexicon.go, names.go: month, weekday and season names of some sixty
//     languages, and the words around a date
//   - reader.go: the parts of a date: a day, a month, a year, and the gaps
//   - named.go, numeric.go, east.go: dates with month names, with numbers only,
//     and with the marks of Chinese, Japanese and Korean; add.go: what they mean
//   - clock.go, zone.go: the time of day and its zone
//   - weekday.go, role.go: the weekday beside a date, the words before it
//   - resolve.go: which of several readings is meant, or that nobody can know
//   - find.go: Find and FindAll, dates inside a line of text
//   - parse.go: Parse, a string that is a date as a whole
//   - order.go: day first or month first, from sibling dates
//   - url.go: dates in the path of a URL
//
// Dates of the lunar Islamic, Hebrew and other calendars that cannot be
// converted by rule are not dates here; neither are relative ones ("16 hours
// ago"). Years run from 1400 to 2100.
package date
