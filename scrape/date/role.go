package date

import (
	"math/bits"
	"strings"
)

// role is what the words before token i say the date is the date of.
func (r *reader) role(i, done int) Role {
	if role := r.eastRole(i, done); role != Unsaid {
		return role
	}
	for n := 0; n < 6 && i > done; n++ {
		i--
		t := r.tok(i)
		if t.class == mark && strings.ContainsRune(":,-–|(،：", t.mark) {
			continue
		}
		for first := max(done, i-1); first <= i; first++ {
			senses, next := r.lookup(first)
			if next < i+1 {
				continue
			}
			if set, _ := r.values(senses, roleWord); set != 0 {
				return Role(bits.TrailingZeros64(set))
			}
		}
		if !r.idle(i) {
			return Unsaid
		}
	}
	return Unsaid
}

// idle reports whether token i is a word that says nothing about a date.
func (r *reader) idle(i int) bool {
	senses, _ := r.lookup(i)
	for j := range senses {
		switch senses[j].kind {
		case filler, joint, adverb, weekdayName:
			return true
		}
	}
	return false
}

// eastRole is what the Chinese, Japanese or Korean words right before token i
// say: "发布时间：", "更新日：", "입력".
func (r *reader) eastRole(i, done int) Role {
	for i > done && r.tok(i-1).class == mark && strings.ContainsRune(":：]】)", r.tok(i-1).mark) {
		i--
	}
	end := i
	for i > done && end-i < 6 && r.tok(i-1).class == glyph {
		i--
	}
	if i == end {
		return Unsaid
	}
	words := r.s[r.tok(i).start:r.tok(end-1).end]
	for _, w := range [...]string{"更新", "修改", "修正", "修订", "수정", "업데이트"} {
		if strings.Contains(words, w) {
			return Modified
		}
	}
	for _, w := range [...]string{"发布", "發布", "发表", "發表", "刊登", "刊发", "公開", "掲載", "投稿", "発表", "配信", "入稿", "입력", "등록", "게재", "발행", "작성", "승인"} {
		if strings.Contains(words, w) {
			return Published
		}
	}
	return Unsaid
}
