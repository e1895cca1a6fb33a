package content

// Table gives each known token a weight: how much text under it, or in it,
// belongs to articles, as a log of odds. It is a hash table of its own, since
// a map's lookups would cost more than the model.
type Table struct {
	keys   []uint32
	values []float32
	mask   uint32
}

// NewTable makes a table of keys, none of them 0, and their weights.
func NewTable(keys []uint32, values []float32) *Table {
	size := 16
	for size < 2*len(keys) {
		size *= 2
	}
	t := &Table{keys: make([]uint32, size), values: make([]float32, size), mask: uint32(size - 1)}
	for i, k := range keys {
		at := t.slot(k)
		for t.keys[at] != 0 {
			at = (at + 1) & t.mask
		}
		t.keys[at], t.values[at] = k, values[i]
	}
	return t
}

func (t *Table) slot(k uint32) uint32 { return (k ^ k>>15) * 2654435769 & t.mask }

// Weight is the weight of a token, if it is known.
func (t *Table) Weight(k uint32) (float32, bool) {
	if t == nil || k == 0 {
		return 0, false
	}
	for at := t.slot(k); t.keys[at] != 0; at = (at + 1) & t.mask {
		if t.keys[at] == k {
			return t.values[at], true
		}
	}
	return 0, false
}
