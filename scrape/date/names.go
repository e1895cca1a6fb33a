package date

// language holds the names of one language: groups in the calendar's order,
// separated by bars, and in a group every form that occurs, separated by
// spaces: wide and abbreviated, nominative and genitive, regional. "_" stands
// for a space inside a name. Case and accents do not matter. The facts are
// those of the Unicode CLDR and of the languages' grammars.
type language struct {
	tag      string
	months   string
	solar    string // months of the Solar Hijri calendar
	weekdays string // from Monday
	seasons  string // spring, summer, autumn, winter of the northern names
	prefix   string // a preposition written as one with the month
}

// western is how many languages at the head of the list are meant, in text of
// unknown language, by a short name.
const western = 6

// languages has at most 64 entries, since a sense keeps their indices as bits.
// English is the first.
var languages = [...]language{
	{
		tag:      "en",
		months:   "January Jan|February Feb Febr|March Mar|April Apr|May|June Jun|July Jul|August Aug|September Sept Sep|October Oct|November Nov|December Dec Christmas",
		weekdays: "Monday Mon|Tuesday Tues Tue|Wednesday Weds Wed|Thursday Thurs Thur Thu|Friday Fri|Saturday Sat|Sunday Sun",
		seasons:  "spring|summer midsummer|autumn fall Michaelmas|winter midwinter",
	},
	{
		tag:      "de",
		months:   "Januar Jänner Jaenner Jan Jän|Februar Feber Feb|März Maerz Mär Mrz|April Apr|Mai|Juni Jun|Juli Jul|August Aug|September Sept Sep|Oktober Okt|November Nov|Dezember Dez",
		weekdays: "Montag Mo|Dienstag Di|Mittwoch Mi|Donnerstag Do|Freitag Fr|Samstag Sonnabend Sa|Sonntag So",
		seasons:  "Frühling Frühjahr|Sommer|Herbst|Winter",
	},
	{
		tag:      "fr",
		months:   "janvier janv jan|février févr fév|mars|avril avr|mai|juin|juillet juil juill|août|septembre sept|octobre oct|novembre nov|décembre déc",
		weekdays: "lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim",
		seasons:  "printemps|été|automne|hiver",
	},
	{
		tag:      "es",
		months:   "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sept set sep|octubre oct|noviembre nov|diciembre dic",
		weekdays: "lunes lun|martes mar|miércoles mié|jueves jue|viernes vie|sábado sáb|domingo dom",
		seasons:  "primavera|verano|otoño|invierno",
	},
	{
		tag:      "it",
		months:   "gennaio genn gen|febbraio febb feb|marzo mar|aprile apr|maggio magg mag|giugno giu|luglio lug|agosto ago|settembre sett set|ottobre ott|novembre nov|dicembre dic",
		weekdays: "lunedì lun|martedì mar|mercoledì mer|giovedì gio|venerdì ven|sabato sab|domenica dom",
		seasons:  "primavera|estate|autunno|inverno",
	},
	{
		tag:      "pt",
		months:   "janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|outubro out|novembro nov|dezembro dez",
		weekdays: "segunda seg|terça ter|quarta qua|quinta qui|sexta sex|sábado sáb|domingo dom",
		seasons:  "primavera|verão|outono|inverno",
	},
	{
		tag:      "ca",
		months:   "gener gen|febrer febr feb|març|abril abr|maig|juny|juliol jul|agost ag|setembre set|octubre oct|novembre nov|desembre des",
		weekdays: "dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge",
		seasons:  "primavera|estiu|tardor|hivern",
	},
	{
		tag:      "gl",
		months:   "xaneiro xan|febreiro feb|marzo mar|abril abr|maio mai|xuño xun|xullo xul|agosto ago|setembro set|outubro out|novembro nov|decembro dec",
		weekdays: "luns|martes|mércores|xoves|venres|sábado|domingo",
		seasons:  "primavera|verán|outono|inverno",
	},
	{
		tag:      "nl",
		months:   "januari jan|februari febr feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sept sep|oktober okt|november nov|december dec",
		weekdays: "maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo",
		seasons:  "lente voorjaar|zomer|herfst najaar|winter",
	},
	{
		tag:      "af",
		months:   "Januarie Jan|Februarie Feb|Maart Mrt|April Apr|Mei|Junie Jun|Julie Jul|Augustus Aug|September Sep|Oktober Okt|November Nov|Desember Des",
		weekdays: "Maandag|Dinsdag|Woensdag|Donderdag|Vrydag|Saterdag|Sondag",
		seasons:  "lente|somer|herfs|winter",
	},
	{
		tag:      "sv",
		months:   "januari jan|februari febr feb|mars|april apr|maj|juni jun|juli jul|augusti aug|september sept sep|oktober okt|november nov|december dec",
		weekdays: "måndag måndagen mån|tisdag tisdagen tis|onsdag onsdagen ons|torsdag torsdagen tors tor|fredag fredagen fre|lördag lördagen lör|söndag söndagen sön",
		seasons:  "vår våren|sommar sommaren|höst hösten|vinter vintern",
	},
	{
		tag:      "da",
		months:   "januar jan|februar febr feb|marts|april apr|maj|juni jun|juli jul|august aug|september sept sep|oktober okt|november nov|december dec",
		weekdays: "mandag man|tirsdag tirs tir|onsdag ons|torsdag tors tor|fredag fre|lørdag lør|søndag søn",
		seasons:  "forår foråret|sommer sommeren|efterår efteråret|vinter vinteren",
	},
	{
		tag:      "nb",
		months:   "januar jan|februar febr feb|mars|april apr|mai|juni jun|juli jul|august aug|september sept sep|oktober okt|november nov|desember des",
		weekdays: "mandag måndag man|tirsdag tysdag tir|onsdag ons|torsdag tor|fredag fre|lørdag laurdag lør|søndag sundag søn",
		seasons:  "vår våren|sommer sommar|høst høsten haust|vinter",
	},
	{
		tag:      "is",
		months:   "janúar jan|febrúar feb|mars|apríl apr|maí|júní jún|júlí júl|ágúst ágú|september sept|október okt|nóvember nóv|desember des",
		weekdays: "mánudagur mánudaginn|þriðjudagur þriðjudaginn|miðvikudagur miðvikudaginn|fimmtudagur fimmtudaginn|föstudagur föstudaginn|laugardagur laugardaginn|sunnudagur sunnudaginn",
		seasons:  "vor|sumar|haust|vetur",
	},
	{
		tag:      "fi",
		months:   "tammikuu tammikuuta tammikuun tammikuussa tammi|helmikuu helmikuuta helmikuun helmikuussa helmi|maaliskuu maaliskuuta maaliskuun maaliskuussa maalis|huhtikuu huhtikuuta huhtikuun huhtikuussa huhti|toukokuu toukokuuta toukokuun toukokuussa touko|kesäkuu kesäkuuta kesäkuun kesäkuussa|heinäkuu heinäkuuta heinäkuun heinäkuussa heinä|elokuu elokuuta elokuun elokuussa elo|syyskuu syyskuuta syyskuun syyskuussa syys|lokakuu lokakuuta lokakuun lokakuussa loka|marraskuu marraskuuta marraskuun marraskuussa marras|joulukuu joulukuuta joulukuun joulukuussa joulu",
		weekdays: "maanantai maanantaina ma|tiistai tiistaina ti|keskiviikko keskiviikkona ke|torstai torstaina to|perjantai perjantaina pe|lauantai lauantaina la|sunnuntai sunnuntaina su",
		seasons:  "kevät keväällä|kesä kesällä|syksy syksyllä|talvi talvella",
	},
	{
		tag:      "et",
		months:   "jaanuar jaanuaril jaan|veebruar veebr|märts|aprill apr|mai|juuni|juuli|august aug|september sept|oktoober okt|november nov|detsember dets",
		weekdays: "esmaspäev|teisipäev|kolmapäev|neljapäev|reede|laupäev|pühapäev",
		seasons:  "kevad|suvi|sügis|talv",
	},
	{
		tag:      "pl",
		months:   "styczeń stycznia styczniu sty|luty lutego lutym lut|marzec marca marcu mar|kwiecień kwietnia kwietniu kwi|maj maja maju|czerwiec czerwca czerwcu cze|lipiec lipca lipcu lip|sierpień sierpnia sierpniu sie|wrzesień września wrześniu wrz|październik października październiku paź|listopad listopada listopadzie lis|grudzień grudnia grudniu gru",
		weekdays: "poniedziałek pon|wtorek wt|środa śr|czwartek czw|piątek pt|sobota sob|niedziela niedz nd",
		seasons:  "wiosna|lato|jesień|zima",
	},
	{
		tag:      "cs",
		months:   "leden ledna lednu led|únor února únoru úno|březen března březnu bře|duben dubna dubnu dub|květen května květnu kvě|červen června červnu čvn|červenec července červenci čvc|srpen srpna srpnu srp|září zář|říjen října říjnu říj|listopad listopadu lis|prosinec prosince prosinci",
		weekdays: "pondělí|úterý|středa|čtvrtek|pátek|sobota|neděle",
		seasons:  "jaro|léto|podzim|zima",
	},
	{
		tag:      "sk",
		months:   "január januára januári jan|február februára februári feb|marec marca marci mar|apríl apríla apríli apr|máj mája máji|jún júna júni|júl júla júli|august augusta auguste aug|september septembra septembri sep|október októbra októbri okt|november novembra novembri nov|december decembra decembri dec",
		weekdays: "pondelok|utorok|streda|štvrtok|piatok|sobota|nedeľa",
		seasons:  "jar|leto|jeseň|zima",
	},
	{
		tag:      "hu",
		months:   "január jan|február febr feb|március márc|április ápr|május máj|június jún|július júl|augusztus aug|szeptember szept|október okt|november nov|december dec",
		weekdays: "hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap",
		seasons:  "tavasz|nyár|ősz|tél",
	},
	{
		tag:      "ro",
		months:   "ianuarie ian|februarie feb|martie mar|aprilie apr|mai|iunie iun|iulie iul|august aug|septembrie sept sep|octombrie oct|noiembrie noi nov|decembrie dec",
		weekdays: "luni|marți|miercuri|joi|vineri|sâmbătă|duminică",
		seasons:  "primăvară|vară|toamnă|iarnă",
	},
	{
		tag:      "tr",
		months:   "Ocak Oca|Şubat Şub|Mart Mar|Nisan Nis|Mayıs May|Haziran Haz|Temmuz Tem|Ağustos Ağu|Eylül Eyl|Ekim Eki|Kasım Kas|Aralık Ara",
		weekdays: "Pazartesi Pzt|Salı|Çarşamba Çar|Perşembe Per|Cuma Cum|Cumartesi Cmt|Pazar",
		seasons:  "ilkbahar|yaz|sonbahar güz|kış",
	},
	{
		tag:      "az",
		months:   "yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr",
		weekdays: "bazar_ertəsi|çərşənbə_axşamı|çərşənbə|cümə_axşamı|cümə|şənbə|bazar",
	},
	{
		tag:      "ru",
		months:   "январь января январе янв|февраль февраля феврале февр фев|март марта марте мар|апрель апреля апреле апр|май мая мае|июнь июня июне июн|июль июля июле июл|август августа августе авг|сентябрь сентября сентябре сент сен|октябрь октября октябре окт|ноябрь ноября ноябре нояб ноя|декабрь декабря декабре дек",
		weekdays: "понедельник пн|вторник вт|среда ср|четверг чт|пятница пт|суббота сб|воскресенье вс",
		seasons:  "весна|лето|осень|зима",
	},
	{
		tag:      "uk",
		months:   "січень січня січні січ|лютий лютого лютому лют|березень березня березні бер|квітень квітня квітні квіт|травень травня травні трав|червень червня червні черв|липень липня липні лип|серпень серпня серпні серп|вересень вересня вересні вер|жовтень жовтня жовтні жовт|листопад листопада листопаді лист|грудень грудня грудні груд",
		weekdays: "понеділок пн|вівторок вт|середа ср|четвер чт|п'ятниця ятниця пт|субота сб|неділя нд",
		seasons:  "весна|літо|осінь|зима",
	},
	{
		tag:      "be",
		months:   "студзень студзеня|люты лютага|сакавік сакавіка|красавік красавіка|май мая травень траўня|чэрвень чэрвеня|ліпень ліпеня|жнівень жніўня|верасень верасня|кастрычнік кастрычніка|лістапад лістапада|снежань снежня",
		weekdays: "панядзелак|аўторак|серада|чацвер|пятніца|субота|нядзеля",
		seasons:  "вясна|лета|восень|зіма",
	},
	{
		tag:      "bg",
		months:   "януари ян|февруари февр|март|април апр|май|юни|юли|август авг|септември септ|октомври окт|ноември ноем|декември дек",
		weekdays: "понеделник|вторник|сряда|четвъртък|петък|събота|неделя",
		seasons:  "пролет|лято|есен|зима",
	},
	{
		tag:      "mk",
		months:   "јануари|февруари|март|април|мај|јуни|јули|август|септември|октомври|ноември|декември",
		weekdays: "понеделник|вторник|среда|четврток|петок|сабота|недела",
		seasons:  "пролет|лето|есен|зима",
	},
	{
		tag:      "hr",
		months:   "siječanj siječnja siječnju sij|veljača veljače veljači velj|ožujak ožujka ožujku ožu|travanj travnja travnju tra|svibanj svibnja svibnju svi|lipanj lipnja lipnju lip|srpanj srpnja srpnju srp|kolovoz kolovoza kolovozu kol|rujan rujna rujnu ruj|listopad listopada lis|studeni studenoga studenog studenom stu|prosinac prosinca prosincu",
		weekdays: "ponedjeljak|utorak|srijeda|četvrtak|petak|subota|nedjelja",
		seasons:  "proljeće|ljeto|jesen|zima",
	},
	{
		tag:      "sr",
		months:   "januar januara јануар јануара јан|februar februara фебруар фебруара феб|mart marta март марта|april aprila април априла|maj maja мај маја|jun juna juni јун јуна јуни|jul jula juli јул јула јули|avgust avgusta avg август августа авг|septembar septembra септембар септембра септ|oktobar oktobra октобар октобра окт|novembar novembra новембар новембра нов|decembar decembra децембар децембра дец",
		weekdays: "ponedeljak понедељак|utorak уторак|sreda среда|četvrtak четвртак|petak петак|subota субота|nedelja недеља",
		seasons:  "proleće пролеће|leto лето|jesen јесен|zima зима",
	},
	{
		tag:      "sl",
		months:   "januar januarja januarju jan|februar februarja februarju feb|marec marca marcu mar|april aprila aprilu apr|maj maja maju|junij junija juniju jun|julij julija juliju jul|avgust avgusta avgustu avg|september septembra septembru sep|oktober oktobra oktobru okt|november novembra novembru nov|december decembra decembru dec",
		weekdays: "ponedeljek|torek|sreda|četrtek|petek|sobota|nedelja",
		seasons:  "pomlad|poletje|jesen|zima",
	},
	{
		tag:      "el",
		months:   "Ιανουάριος Ιανουαρίου Ιανουάριο Ιαν|Φεβρουάριος Φεβρουαρίου Φεβρουάριο Φεβρ Φεβ|Μάρτιος Μαρτίου Μάρτιο Μάρτης Μάρτη Μαρ|Απρίλιος Απριλίου Απρίλιο Απρίλης Απρίλη Απρ|Μάιος Μαΐου Μάιο Μάης Μάη Μαΐ|Ιούνιος Ιουνίου Ιούνιο Ιούνης Ιούνη Ιουν|Ιούλιος Ιουλίου Ιούλιο Ιούλης Ιούλη Ιουλ|Αύγουστος Αυγούστου Αύγουστο Αυγ|Σεπτέμβριος Σεπτεμβρίου Σεπτέμβριο Σεπτέμβρης Σεπτέμβρη Σεπτ Σεπ|Οκτώβριος Οκτωβρίου Οκτώβριο Οκτώβρης Οκτώβρη Οκτ|Νοέμβριος Νοεμβρίου Νοέμβριο Νοέμβρης Νοέμβρη Νοε|Δεκέμβριος Δεκεμβρίου Δεκέμβριο Δεκέμβρης Δεκέμβρη Δεκ",
		weekdays: "Δευτέρα|Τρίτη|Τετάρτη|Πέμπτη|Παρασκευή|Σάββατο|Κυριακή",
		seasons:  "άνοιξη|καλοκαίρι|φθινόπωρο|χειμώνας",
	},
	{
		tag:      "ar",
		months:   "يناير كانون_الثاني جانفي|فبراير شباط فيفري|مارس آذار|أبريل نيسان أفريل|مايو أيار ماي|يونيو يونيه حزيران جوان|يوليو يوليه تموز جويلية يوليوز|أغسطس آب أوت غشت|سبتمبر أيلول شتنبر|أكتوبر تشرين_الأول|نوفمبر تشرين_الثاني نونبر|ديسمبر كانون_الأول دجنبر",
		weekdays: "الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد",
		seasons:  "ربيع الربيع|صيف الصيف|خريف الخريف|شتاء الشتاء",
	},
	{
		tag:      "he",
		months:   "ינואר|פברואר|מרץ מרס|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
		weekdays: "שני|שלישי|רביעי|חמישי|שישי|שבת|ראשון",
		seasons:  "אביב|קיץ|סתיו|חורף",
		prefix:   "ב",
	},
	{
		tag:      "fa",
		months:   "ژانویه|فوریه|مارس|آوریل|مه می|ژوئن|ژوئیه جولای|اوت آگوست|سپتامبر|اکتبر|نوامبر|دسامبر",
		solar:    "فروردین فروردین‌ماه حمل|اردیبهشت اردیبهشت‌ماه ثور|خرداد خردادماه جوزا|تیر تیرماه سرطان|مرداد مردادماه اسد|شهریور شهریورماه سنبله|مهر مهرماه میزان|آبان آبان‌ماه عقرب|آذر آذرماه قوس|دی دی‌ماه جدی|بهمن بهمن‌ماه دلو|اسفند اسفندماه حوت",
		weekdays: "دوشنبه|سه‌شنبه سه_شنبه|چهارشنبه چهار_شنبه|پنجشنبه پنج_شنبه|جمعه|شنبه|یکشنبه یک_شنبه",
	},
	{
		tag:      "ur",
		months:   "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر",
		weekdays: "پیر|منگل|بدھ|جمعرات|جمعہ|ہفتہ|اتوار",
	},
	{
		tag:      "hi",
		months:   "जनवरी जन|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त अग|सितंबर सितम्बर सित|अक्टूबर अक्तूबर|नवंबर नवम्बर|दिसंबर दिसम्बर",
		weekdays: "सोमवार|मंगलवार|बुधवार|गुरुवार बृहस्पतिवार|शुक्रवार|शनिवार|रविवार",
	},
	{
		tag:      "mr",
		months:   "जानेवारी|फेब्रुवारी|मार्च|एप्रिल|मे|जून|जुलै|ऑगस्ट|सप्टेंबर|ऑक्टोबर|नोव्हेंबर|डिसेंबर",
		weekdays: "सोमवार|मंगळवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार",
	},
	{
		tag:      "bn",
		months:   "জানুয়ারি জানুয়ারী|ফেব্রুয়ারি ফেব্রুয়ারী|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট আগষ্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর",
		weekdays: "সোমবার|মঙ্গলবার|বুধবার|বৃহস্পতিবার|শুক্রবার|শনিবার|রবিবার",
	},
	{
		tag:      "id",
		months:   "Januari Jan|Februari Feb Peb|Maret Mar|April Apr|Mei|Juni Jun|Juli Jul|Agustus Agt Agu Ags|September Sept Sep|Oktober Okt|November Nov Nopember|Desember Des",
		weekdays: "Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu Ahad",
	},
	{
		tag:      "ms",
		months:   "Januari Jan|Februari Feb|Mac|April Apr|Mei|Jun|Julai Jul|Ogos|September Sept Sep|Oktober Okt|November Nov|Disember Dis",
		weekdays: "Isnin|Selasa|Rabu|Khamis|Jumaat|Sabtu|Ahad",
	},
	{
		tag:      "vi",
		months:   "tháng_một tháng_giêng|tháng_hai|tháng_ba|tháng_tư|tháng_năm|tháng_sáu|tháng_bảy|tháng_tám|tháng_chín|tháng_mười|tháng_mười_một|tháng_mười_hai tháng_chạp",
		weekdays: "thứ_hai|thứ_ba|thứ_tư|thứ_năm|thứ_sáu|thứ_bảy|chủ_nhật",
	},
	{
		tag:      "sw",
		months:   "Januari Jan|Februari Feb|Machi Mac|Aprili Apr|Mei|Juni Jun|Julai Jul|Agosti Ago|Septemba Sep|Oktoba Okt|Novemba Nov|Desemba Des",
		weekdays: "Jumatatu|Jumanne|Jumatano|Alhamisi|Ijumaa|Jumamosi|Jumapili",
	},
	{
		tag:      "eo",
		months:   "januaro jan|februaro feb|marto mar|aprilo apr|majo maj|junio jun|julio jul|aŭgusto aŭg|septembro sep|oktobro okt|novembro nov|decembro dec",
		weekdays: "lundo lundon|mardo mardon|merkredo merkredon|ĵaŭdo ĵaŭdon|vendredo vendredon|sabato sabaton|dimanĉo dimanĉon",
		seasons:  "printempo|somero|aŭtuno|vintro",
	},
	{
		tag:    "la",
		months: "Ianuarius Ianuarii Januarius Januarii Ianuario|Februarius Februarii Februario|Martius Martii Martio|Aprilis Aprili|Maius Maii Maio|Iunius Iunii Junius Junii Iunio|Iulius Iulii Julius Julii Iulio|Augustus Augusti Augusto|September Septembris Septembri|October Octobris Octobri|November Novembris Novembri|December Decembris Decembri",
	},
	{
		tag:      "eu",
		months:   "urtarrila urtarrilak urtarrilaren urt|otsaila otsailak otsailaren ots|martxoa martxoak martxoaren|apirila apirilak apirilaren api|maiatza maiatzak maiatzaren mai|ekaina ekainak ekainaren eka|uztaila uztailak uztailaren uzt|abuztua abuztuak abuztuaren abu|iraila irailak irailaren ira|urria urriak urriaren|azaroa azaroak azaroaren aza|abendua abenduak abenduaren abe",
		weekdays: "astelehena|asteartea|asteazkena|osteguna|ostirala|larunbata|igandea",
		seasons:  "udaberria|uda|udazkena|negua",
	},
	{
		tag:      "ga",
		months:   "Eanáir Ean|Feabhra Feabh|Márta|Aibreán Aib|Bealtaine Beal|Meitheamh Meith|Iúil|Lúnasa Lún|Meán_Fómhair MFómh|Deireadh_Fómhair DFómh|Samhain Samhna Samh|Nollaig Nollag",
		weekdays: "Luan|Máirt|Céadaoin|Déardaoin|Aoine|Satharn|Domhnach",
		seasons:  "earrach|samhradh|fómhar|geimhreadh",
	},
	{
		tag:      "cy",
		months:   "Ionawr Ion|Chwefror Chwef|Mawrth|Ebrill Ebr|Mai|Mehefin Meh|Gorffennaf Gorff|Awst|Medi|Hydref Hyd|Tachwedd Tach|Rhagfyr Rhag",
		weekdays: "Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul",
		seasons:  "Gwanwyn|Haf||Gaeaf",
	},
	{
		tag:      "lt",
		months:   "sausis sausio|vasaris vasario|kovas kovo|balandis balandžio|gegužė gegužės|birželis birželio|liepa liepos|rugpjūtis rugpjūčio|rugsėjis rugsėjo|spalis spalio|lapkritis lapkričio|gruodis gruodžio",
		weekdays: "pirmadienis|antradienis|trečiadienis|ketvirtadienis|penktadienis|šeštadienis|sekmadienis",
		seasons:  "pavasaris|vasara|ruduo|žiema",
	},
	{
		tag:      "lv",
		months:   "janvāris janvārī|februāris februārī|marts martā|aprīlis aprīlī|maijs maijā|jūnijs jūnijā|jūlijs jūlijā|augusts augustā|septembris septembrī|oktobris oktobrī|novembris novembrī|decembris decembrī",
		weekdays: "pirmdiena|otrdiena|trešdiena|ceturtdiena|piektdiena|sestdiena|svētdiena",
		seasons:  "pavasaris|vasara|rudens|ziema",
	},
	{
		tag:    "sq",
		months: "janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor",
	},
	{
		tag:      "th",
		months:   "มกราคม ม.ค|กุมภาพันธ์ ก.พ|มีนาคม มี.ค|เมษายน เม.ย|พฤษภาคม พ.ค|มิถุนายน มิ.ย|กรกฎาคม ก.ค|สิงหาคม ส.ค|กันยายน ก.ย|ตุลาคม ต.ค|พฤศจิกายน พ.ย|ธันวาคม ธ.ค",
		weekdays: "วันจันทร์ จันทร์ วันจันทร์ที่|วันอังคาร อังคาร วันอังคารที่|วันพุธ พุธ วันพุธที่|วันพฤหัสบดี พฤหัสบดี วันพฤหัสบดีที่|วันศุกร์ ศุกร์ วันศุกร์ที่|วันเสาร์ เสาร์ วันเสาร์ที่|วันอาทิตย์ อาทิตย์ วันอาทิตย์ที่",
	},
	{
		tag:      "tl",
		months:   "Enero|Pebrero|Marso|Abril|Mayo|Hunyo|Hulyo|Agosto|Setyembre|Oktubre|Nobyembre|Disyembre",
		weekdays: "Lunes|Martes|Miyerkules|Huwebes|Biyernes|Sabado|Linggo",
	},
	{
		tag:    "ka",
		months: "იანვარი|თებერვალი|მარტი|აპრილი|მაისი|ივნისი|ივლისი|აგვისტო|სექტემბერი|ოქტომბერი|ნოემბერი|დეკემბერი",
	},
	{
		tag:    "hy",
		months: "հունվար հունվարի|փետրվար փետրվարի|մարտ մարտի|ապրիլ ապրիլի|մայիս մայիսի|հունիս հունիսի|հուլիս հուլիսի|օգոստոս օգոստոսի|սեպտեմբեր սեպտեմբերի|հոկտեմբեր հոկտեմբերի|նոյեմբեր նոյեմբերի|դեկտեմբեր դեկտեմբերի",
	},
	{
		tag:    "kk",
		months: "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан",
	},
	{
		tag:    "lb",
		months: "Januar|Februar|Mäerz|Abrëll|Mee|Juni|Juli|August|September|Oktober|November|Dezember",
	},
	{
		tag:    "mt",
		months: "Jannar|Frar|Marzu|April|Mejju|Ġunju|Lulju|Awwissu|Settembru|Ottubru|Novembru|Diċembru",
	},
	{
		tag:    "uz",
		months: "yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sentabr sentyabr|oktabr oktyabr|noyabr|dekabr",
	},
	{
		tag:    "yi",
		months: "יאַנואַר|פֿעברואַר|מערץ|אַפּריל|מיי|יוני|יולי|אויגוסט|סעפּטעמבער|אקטאבער|נאוועמבער|דעצעמבער",
	},
	{
		tag:    "ne",
		months: "जनवरी|फेब्रुअरी|मार्च|अप्रिल|मे|जुन|जुलाई|अगस्ट|सेप्टेम्बर|अक्टोबर|नोभेम्बर|डिसेम्बर",
	},
	{
		tag:    "ta",
		months: "ஜனவரி|பிப்ரவரி|மார்ச்|ஏப்ரல்|மே|ஜூன்|ஜூலை|ஆகஸ்ட்|செப்டம்பர்|அக்டோபர்|நவம்பர்|டிசம்பர்",
	},
	{
		tag:    "te",
		months: "జనవరి|ఫిబ్రవరి|మార్చి|ఏప్రిల్|మే|జూన్|జులై జూలై|ఆగస్టు|సెప్టెంబర్|అక్టోబర్|నవంబర్|డిసెంబర్",
	},
	{
		tag:    "ml",
		months: "ജനുവരി|ഫെബ്രുവരി|മാർച്ച്|ഏപ്രിൽ|മേയ്|ജൂൺ|ജൂലൈ|ഓഗസ്റ്റ് ആഗസ്റ്റ്|സെപ്റ്റംബർ|ഒക്ടോബർ|നവംബർ|ഡിസംബർ",
	},
}

// hasty are month names that are also everyday words somewhere. Without a day
// beside them they are believed only with a capital or in their own language.
const hasty = "may march mar mars set out dec ago mag avg jan sep gen dis des abe ion ira lis lip led dub kol tra stu svi ara kas nis elo spring fall vor var jar"

// joints stand between the parts of a date.
const joints = "of r жылғы of_the de del d do dos da das di dell dello della von year ano año any mí na من של του г год года році року р рік година anul an_ul m metų gads gada ko eko eco ngày năm พ.ศ ค.ศ թ ж of_the_year día dia day jour का को वर्ष সাল ماه سال"

// fillers stand before a date, or around it, and say nothing about it.
const fillers = "the on from du dal die п יום in le la les el den der dem det vom zum am a à em en il lo o os i im w we dnia dne dňa z ze zo din pe la_data_de den от во на у од від ve la_al el_día feria feira the_issue_of issue_of ב tanggal tgl pada hari tarehe siku ngày يوم في تاريخ روز vào lúc ที่ วันที่ วัน της τη την στις la_jaro je dana dne dňa päivänä г год года року р m d dated date by"

// clockWords stand before a time of day.
const clockWords = "at um à kl klo klockan kello ore orele ora alle las a_las às ob om o u v ve saat godz godzina στις ساعت الساعة ساعة בשעה שעה pukul pkl jam lúc hồi в у ў о plkst kella kell t lúc time oras"

// rangeWords stand between the ends of a range.
const rangeWords = "to until till through thru and bis und au et al y e a do až и до по til och og tot en i"

// pairWords are those of them that join two days or months without what lies
// between.
const pairWords = "and und et y e i и och og en"

// countLabels stand before numbers that count something else than days.
const countLabels = "no nos nr nrs num núm número nummer numéro number vol volume vols band bd jg jahrgang tome tomo issue issues heft ausgabe numer číslo br broj szám sayı вып выпуск номер № n nº pp p pg page pages s seite seiten str стр strana side sida bls version ver release isbn issn doi tel phone fax chapter ch part pt art article section sec § bulletin núms nºs kap teil fig figure table номера n° #"

// roleWords say what the date after them is the date of, by Role.
var roleWords = [...]string{
	Published: "published posted submitted release publication released issued written created added uploaded dated originally first_published online pub appeared " +
		"veröffentlicht veröffentlichung veröffentlichungsdatum gepostet erschienen erstellt publiziert gespeichert stand datum publié publiée publication paru parue en_ligne soumis posté écrit créé " +
		"publicado publicada publicación enviado fecha escrito publicação postado data pubblicato pubblicata inviato pubblicazione scritto " +
		"publicat publicada gepubliceerd geplaatst publicatiedatum verschenen publicerad publicerat publisert publiceret udgivet oprettet julkaistu " +
		"opublikowano publikacji opublikowany dodano utworzono vydáno publikováno zveřejněno publikované zverejnené megjelent közzétéve publikálva publicat postat yayınlanma yayın yayınlandı tarihi eklenme " +
		"опубликовано опубликована дата размещено создано опубліковано публикувано публикувана објављено objavljeno objavljen " +
		"δημοσίευση ημερομηνία δημοσιεύτηκε δημοσιεύθηκε نشر النشر פורסם פרסום انتشار प्रकाशित terbit diterbitkan dipublikasikan đăng imechapishwa publikigita",
	Modified: "updated update modified revised changed edited corrected " +
		"aktualisiert aktualisierung geändert änderung bearbeitet à_jour mise_à_jour modifié modifiée actualizado actualizada modificado atualizado atualizada aggiornato aggiornamento modificato actualitzat " +
		"bijgewerkt gewijzigd uppdaterad uppdaterat ändrad oppdatert opdateret ændret päivitetty muokattu zaktualizowano aktualizacja aktualizacji zmieniono aktualizováno aktualizované upravené frissítve módosítva actualizat modificat güncelleme güncellendi güncellenme " +
		"обновлено изменено оновлено актуализирано ažurirano izmijenjeno posodobljeno ενημέρωση ενημερώθηκε تحديث به‌روزرسانی עודכן diperbarui cập_nhật अपडेट",
	Accessed: "accessed retrieved viewed archived abgerufen aufgerufen consulté consultado acessado consultato geraadpleegd hämtad hentet viitattu dostęp",
}

// adverbs stand before the words of roleWords.
const adverbs = "article artikel data datum last first was wird zuletzt zuerst letzte mis dernière última último ultimo última_atualização ultimo_aggiornamento sist senast laatst viimeksi ostatnio naposledy utolsó ultima son последнее останнє останато"

// ordinals are what follows the number of a day: "26th", "1er", "26-го".
const ordinals = "st nd rd th er re e de te ste o º a ª an en ro mo ier ième го ого е й я ти ри ен ви án én i is ai d ad nde ainn ú la th_of ης η"
