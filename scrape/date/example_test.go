package date_test

import (
	"fmt"

	"github.com/backissue/backissue/scrape/date"
)

func ExampleParse() {
	for _, s := range []string{"Wed, 26 Oct 2011 12:11:00 GMT", "Thu, 10/05/2017", "Fall 1959", "16 hours ago"} {
		d, ok := date.Parse(s, date.Hints{Lang: "en"})
		fmt.Printf("%t %q %q\n", ok, d, d.EDTF())
	}
	// Output:
	// true "2011-10-26T12:11:00Z" "2011-10-26"
	// true "2017-10-05" "2017-10-05"
	// true "" "1959-23"
	// false "" ""
}

func ExampleFind() {
	line := "From Labor Action, Vol. 9 No. 3, March 1945, pp. 91–95"
	d, start, end, _ := date.Find(line, date.Hints{Lang: "en"})
	fmt.Println(d.EDTF(), d.Precision, line[start:end])
	// Output: 1945-03 month March 1945
}

func ExampleDate_Certain() {
	d, _ := date.Parse("05/10/2017", date.Hints{})
	fmt.Println(d.EDTF(), d.Alternatives[0].EDTF(), d.Certain().EDTF())
	// Output: 2017-10-05 2017-05-10 2017
}
