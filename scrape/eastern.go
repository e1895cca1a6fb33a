package scrape

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// writerMarks stand in front of the writer's name in Chinese lines, whatever
// stands in front of them: the paper, the time.
var writerMarks = []string{"作者", "执笔人", "撰稿人", "撰稿", "撰文", "特约记者", "本报记者", "本刊记者", "记者", "記者", "通讯员", "实习生"}

// editorMarks say that a line is not about its writer.
var editorMarks = []string{"责编", "责任编辑", "編輯", "编辑：", "编辑:", "摄影", "写真", "翻译", "訳", "来源：记者"}

// surnames are the common family names of China, in both scripts. One must
// begin a name that no mark stands in front of.
var surnames = sync.OnceValue(func() map[rune]bool {
	set := map[rune]bool{}
	for _, r := range "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房屈饶解牟艾尤阳时穆农司卓古吉缪简车项芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明池查苑迟邝封谈匡鞠惠荆乐冀胥楚鄢劳谌奚冼蔺楼伊" +
		"張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭蔣葉蘇呂盧鍾譚陸範賈韋鄒閻龍賀顧龔邵萬錢嚴湯溫齊喬龐顏倪莊聶魯歐關蘭" {
		set[r] = true
	}
	return set
})

// easternByline is the writers' names of a Chinese line that says in its middle
// whose they are: "新华网 记者 林小舟 陈海燕", "时间：2004年 作者：林小舟".
func easternByline(s string) []string {
	if len(s) > 150 || !strings.ContainsFunc(s, han) || strings.ContainsAny(s, "。！？") || slices.ContainsFunc(editorMarks, func(m string) bool {
		return strings.HasPrefix(s, m) || strings.HasPrefix(s, "（"+m) || strings.HasPrefix(s, "("+m)
	}) {
		return nil
	}
	for _, m := range writerMarks {
		before, rest, ok := strings.Cut(s, m)
		if !ok || utf8.RuneCountInString(before) > 30 {
			continue
		}
		trimmed := strings.TrimLeft(rest, " :：　")
		if names := writers(trimmed); len(names) > 0 && (trimmed != rest || family(names[0])) {
			return names
		}
	}
	return nil
}

// writers are the names that s begins with. A name of two characters may be
// spread by a space.
func writers(s string) []string {
	if k := strings.Index(s, "发自"); k >= 0 {
		s = s[:k]
	}
	s, _, _ = strings.Cut(s, "报道")
	if r, n := utf8.DecodeRuneInString(s); han(r) && len(s) > n+1 && s[n] == ' ' {
		if q, m := utf8.DecodeRuneInString(strings.TrimLeft(s[n:], " ")); han(q) {
			rest := strings.TrimLeft(s[n:], " ")[m:]
			if after, _ := utf8.DecodeRuneInString(rest); !han(after) {
				s = string(r) + string(q) + rest
			}
		}
	}
	if k := strings.IndexFunc(s, func(r rune) bool { return !han(r) && !strings.ContainsRune(" ·、，,　", r) }); k >= 0 {
		if r, _ := utf8.DecodeRuneInString(s[k:]); r == '：' || r == ':' { // the next field's label
			if gap := strings.LastIndexAny(s[:k], " 、，　"); gap > 0 {
				k = gap
			}
		}
		s = s[:k]
	}
	var names []string
	for _, name := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，, 　", r) }) {
		n := utf8.RuneCountInString(name)
		if slices.Contains(writerMarks, name) {
			continue
		}
		if slices.Contains(editorMarks, name) {
			break
		}
		if n < 2 || n > 4 && !strings.Contains(name, "·") || len(names) > 0 && !family(name) {
			break
		}
		names = append(names, name)
	}
	return names
}

// family reports whether a name begins with a common family name.
func family(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return surnames()[r]
}

func han(r rune) bool { return r >= 0x2E80 && unicode.Is(unicode.Han, r) }

// signedEast finds the names in brackets that a Chinese text ends in, behind
// its last sentence or alone: "（记者 林小舟）", "（林小舟）".
func (l *layout) signedEast() []authorCandidate {
	for i := l.last; l.first >= 0 && i >= l.first && i > l.last-3; i-- {
		text := strings.TrimSpace(l.blocks[i].Text())
		if !l.blocks[i].Keep || text == "" || !strings.ContainsFunc(text[max(0, len(text)-60):], han) {
			continue
		}
		text = strings.NewReplacer("（", "(", "）", ")").Replace(text)
		k := strings.LastIndexByte(text, '(')
		if k < 0 || !strings.HasSuffix(text, ")") || len(text)-k > 90 {
			continue
		}
		inner := strings.TrimSpace(text[k+1 : len(text)-1])
		if name, report, ok := strings.Cut(inner, " "); ok && strings.HasSuffix(report, "报道") && family(name) {
			inner = name // "（林小舟 白沙报道）"
		}
		names := easternByline(inner)
		if names == nil {
			if names = hanNames(inner); !slices.ContainsFunc(names, family) || slices.ContainsFunc(names, func(n string) bool { return !family(n) }) || utf8.RuneCountInString(names[0]) > 3 {
				continue
			}
		}
		return namedBeside("body-last-line", inner, .6, names)
	}
	return nil
}

// loneEast finds the Chinese names alone on the line below the headline. With
// no space and no capital to tell a name by, each must begin with a common
// family name.
func (l *layout) loneEast() []authorCandidate {
	if l.title < 0 {
		return nil
	}
	for i := range l.lines {
		ln := &l.lines[i]
		if ln.zone != below && ln.zone != start || ln.block <= l.title || ln.block > l.title+3 || ln.nth > 0 || ln.named("nav", "menu", "breadcrumb", "tag", "category", "comment") {
			continue
		}
		names := hanNames(ln.text)
		if len(names) == 0 || len(names) > 4 || slices.ContainsFunc(names, func(n string) bool {
			return !family(n) || utf8.RuneCountInString(n) > 3 || strings.ContainsFunc(n, func(r rune) bool { return !han(r) })
		}) {
			continue
		}
		return namedBeside("name-line", ln.text, .52, names)
	}
	return nil
}
