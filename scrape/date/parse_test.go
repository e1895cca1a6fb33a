package date

import (
	"strings"
	"testing"
	"time"
)

// retrieved is when the pages of these tests were read.
var retrieved = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// parsed has a line for each string: language, string, EDTF, and where one is
// kept, the time of day and its zone.
const parsed = `
# English
en | 26 October, 2011 - 12:11 | 2011-10-26 | 12:11
en | 26 October 2011 | 2011-10-26
en | 26th October 2011 | 2011-10-26
en | 26th of October, 2011 | 2011-10-26
en | the 1st of May, 1968 | 1968-05-01
en | October 26, 2011 | 2011-10-26
en | October 26th, 2011 | 2011-10-26
en | Oct. 26, 2011 | 2011-10-26
en | Oct 26 2011 | 2011-10-26
en | Oct, 24 2017 14:54:45 IST | 2017-10-24 | 14:54:45
en | OCTOBER 26, 2011 | 2011-10-26
en | Sept. 3, 1998 | 1998-09-03
en | 3 Sept 1998 | 1998-09-03
en | 1 January 1945 | 1945-01-01
en | Wednesday, October 26, 2011 | 2011-10-26
en | Wed 26 Oct 2011 | 2011-10-26
en | Wednesday 26th October, 2011 | 2011-10-26
en | 26-Oct-2011 | 2011-10-26
en | 26/Oct/2011 | 2011-10-26
en | 20 / August / 2022 | 2022-08-20
en | 26Oct2011 | 2011-10-26
en | 26 Oct 11 | 2011-10-26
en | 26 October ’98 | 1998-10-26
en | May the 3rd, 2009 | 2009-05-03
en | Published on October 26th, 2011 | 2011-10-26
en | Posted: 26 October 2011 | 2011-10-26
en | Last updated on 26 October 2011 at 5:30 p.m. | 2011-10-26 | 17:30
en | November 8, 2023 at 1:02 pm | 2023-11-08 | 13:02
en | Nov 8, 2023 1:02 AM | 2023-11-08 | 01:02
en | November 8, 2023, 12:02 a.m. | 2023-11-08 | 00:02
en | 8 November 2023 12.30 pm | 2023-11-08 | 12:30
en | 1:02 PM EDT, Wed November 8, 2023 | 2023-11-08 | 13:02 -04:00
en | 10:30 AM ET, 8 November 2023 | 2023-11-08 | 10:30
en | 12:11, 26 October 2011 | 2011-10-26 | 12:11
en | 26 October 2011 12:11 BST | 2011-10-26 | 12:11 +01:00
en | 26 October 2011 12:11:09 GMT | 2011-10-26 | 12:11:09 Z
en | 26 October 2011 5pm | 2011-10-26
en | October 2011 | 2011-10
en | Oct 2011 | 2011-10
en | October, 2011 | 2011-10
en | October of 2011 | 2011-10
en | May 2011 | 2011-05
en | Oct '11 | 2011-10
en | Fall 1959 | 1959-23
en | fall 1959 | 1959-23
en | Autumn, 1959 | 1959-23
en | Spring 1980 | 1980-21
en | Summer of 1968 | 1968-22
en | Winter 1959–60 | 1959-24
en | Winter 1959/1960 | 1959-24
en | Michaelmas 1990 | 1990-23
en | Spring/Summer 1980 | 1980-21/1980-22
en | Christmas 1990 | 1990-12
en | October–November 1980 | 1980-10/1980-11
en | October/November 1980 | 1980-10/1980-11
en | October and November 1980 | 1980-10/1980-11
en | Oct-Nov 1980 | 1980-10/1980-11
en | December 1980–January 1981 | 1980-12/1981-01
en | December–January 1980–81 | 1980-12/1981-01
en | December/January 1980/1981 | 1980-12/1981-01
en | June to August 1936 | 1936-06/1936-08
en | 26–28 October 2011 | 2011-10-26/2011-10-28
en | 26 and 27 October 2011 | 2011-10-26/2011-10-27
en | October 26–28, 2011 | 2011-10-26/2011-10-28
en | October 26 – November 1, 2011 | 2011-10-26/2011-11-01
en | 26 October – 1 November 2011 | 2011-10-26/2011-11-01
en | 30 December – 5 January 2012 | 2011-12-30/2012-01-05
en | 30 December 2011 – 5 January 2012 | 2011-12-30/2012-01-05
en | 1945 | 1945
en | 2011–2012 | 2011/2012
en | 10/2011 | 2011-10
en | 2011/10 | 2011-10
en | 26 10 2011 | 2011-10-26

# numbers
   | Wed, 19/09/2007 - 00:02 | 2007-09-19 | 00:02
   | Thu, 10/05/2017 - 10:56 | 2017-10-05 | 10:56
   | Wed, 03/14/2018 - 13:26 | 2018-03-14 | 13:26
   | Wed, 05/10/2017 | 2017-05-10
   | 19/09/2007 | 2007-09-19
   | 03/14/2018 | 2018-03-14
   | 05/05/2017 | 2017-05-05
en-GB | 05/10/2017 | 2017-10-05
en-US | 05/10/2017 | 2017-05-10
en_US | 5/10/17 | 2017-05-10
en | 1/11/2012 06:57 PM ET | 2012-01-11 | 18:57
de | 05/10/2017 | 2017-10-05
de | 28.01.22 | 2022-01-28
de | 28.01.98 | 1998-01-28
de | 5.3.2024 | 2024-03-05
   | 10.05.2011 | 2011-05-10
   | 11/12/2026 | 2026-11-12
   | 2011/10/26 | 2011-10-26
   | 2011.10.26 | 2011-10-26
   | 2011-1-5 | 2011-01-05
   | 98.10.26 | 1998-10-26
ja | 11.10.26 | 2011-10-26
ko | 2011. 10. 26. | 2011-10-26
cs | 5. 3. 2024 | 2024-03-05
nl | 28-01-22 | 2022-01-28
   | 26.–28.10.2011 | 2011-10-26/2011-10-28
   | 26.10.–1.11.2011 | 2011-10-26/2011-11-01
   | 26/10/2011 - 28/10/2011 | 2011-10-26/2011-10-28
   | 02.01.2012 (20:19) | 2012-01-02 | 20:19
   | 2012-01-02 | 20:19 | 2012-01-02 | 20:19
   | 26.X.2011 | 2011-10-26
pl | 26 X 2011 | 2011-10-26
   | ２０１１／１０／２６ | 2011-10-26

# machines
   | 2011-10-26 | 2011-10-26
   | 2011-10 | 2011-10
   | 2011-00-00 | 2011
   | 2011-10-00 | 2011-10
   | 20111026 | 2011-10-26
   | 20111026T121100Z | 2011-10-26 | 12:11:00 Z
   | 20111026121100 | 2011-10-26 | 12:11:00
   | 2024-05-03T15:47:42.389+0000 | 2024-05-03 | 15:47:42 Z
   | 2024-05-03T15:47:42+02:00 | 2024-05-03 | 15:47:42 +02:00
   | 2024-05-03T15:47:42+02 | 2024-05-03 | 15:47:42 +02:00
   | 2024-05-03T15:47:42,389Z | 2024-05-03 | 15:47:42 Z
   | 2024-05-03T15:47Z | 2024-05-03 | 15:47 Z
   | 2024-05-03T15:47:42 | 2024-05-03 | 15:47:42
   | 2024-05-03 15:47:42 +0200 | 2024-05-03 | 15:47:42 +02:00
   | 2024-05-03 15:47:42.389000+00:00 | 2024-05-03 | 15:47:42 Z
   | 2024-05-03 15:47:42 UTC | 2024-05-03 | 15:47:42 Z
   | 2024-05-03T15:47:42+02:00[Europe/Paris] | 2024-05-03 | 15:47:42 +02:00
   | 2024-05-03T24:00:00Z | 2024-05-03
   | 2024-05-03T15-47-42Z | 2024-05-03
   | 2024-05-03T15:47:42:389Z | 2024-05-03
   | 2024-05-03Z | 2024-05-03
   | Wed, 26 Oct 2011 12:11:00 GMT | 2011-10-26 | 12:11:00 Z
   | Wed, 26 Oct 2011 12:11:00 +0100 | 2011-10-26 | 12:11:00 +01:00
   | Wednesday, 26-Oct-11 12:11:00 GMT | 2011-10-26 | 12:11:00 Z
   | Wed Oct 26 12:11:00 2011 | 2011-10-26 | 12:11:00
   | Wed Oct 26 12:11:00 BST 2011 | 2011-10-26 | 12:11:00 +01:00
   | Wed Oct 26 12:11:09 +0000 2011 | 2011-10-26 | 12:11:09 Z
   | Wed Oct 26 2011 12:11:00 GMT+0100 (British Summer Time) | 2011-10-26 | 12:11:00 +01:00
   | 1980-10/1980-11 | 1980-10/1980-11

# German
de | 26. Oktober 2011 | 2011-10-26
de | 7. Juli 2019 - 18:44 | 2019-07-07 | 18:44
de | 03.Mär.19 | 2019-03-03
de | 3. Jänner 2020 | 2020-01-03
de | 3. Maerz 2020 | 2020-03-03
de | Mi, 26. Okt. 2011, 18.44 Uhr | 2011-10-26 | 18:44
de | Mittwoch, den 26. Oktober 2011 um 18:44 Uhr MESZ | 2011-10-26 | 18:44 +02:00
de | Veröffentlicht am 26.10.2011 | 2011-10-26
de | Zuletzt aktualisiert: 26.10.2011, 14 Uhr | 2011-10-26
de | Stand: 26.10.2011 | 2011-10-26
de | Frühjahr 1980 | 1980-21
de | Herbst 1959 | 1959-23
de | Herbst/Winter 1980 | 1980-23/1980-24
de | 26.–28. Oktober 2011 | 2011-10-26/2011-10-28
de | 31. Oktober bis 2. November 2011 | 2011-10-31/2011-11-02
de | Mai 1968 | 1968-05

# French
fr | le 15 septembre 2009 | 2009-09-15
fr | 1er mai 1968 | 1968-05-01
fr | 14 juil. 2011 | 2011-07-14
fr | Publié le 14.09.2020 à 11h46 | 2020-09-14 | 11:46
fr | mercredi 26 octobre 2011 | 2011-10-26
fr | août 1944 | 1944-08
fr | aout 1944 | 1944-08
fr | 3 FÉVRIER 2001 | 2001-02-03
fr | été 1968 | 1968-22
fr | mars-avril 1971 | 1971-03/1971-04
fr | du 26 au 28 octobre 2011 | 2011-10-26/2011-10-28
fr | Mis à jour le 3 mars 2020 à 11 h 46 | 2020-03-03 | 11:46

# Spanish, Portuguese, Italian, Catalan, Galician
es | 25 de mayo de 2025 | 2025-05-25
es | miércoles, 26 de octubre de 2011 | 2011-10-26
es | 26 oct. 2011 | 2011-10-26
es | Publicado el 26 de octubre del 2011 a las 14:47 | 2011-10-26 | 14:47
es | 26 de octubre de 2011, 2:47 p. m. | 2011-10-26 | 14:47
es | setiembre de 1936 | 1936-09
es | primavera de 1980 | 1980-21
pt | 3 de março de 2011 | 2011-03-03
pt | quarta-feira, 26 de outubro de 2011 | 2011-10-26
pt | 26 out. 2011 | 2011-10-26
pt | 26/10/2011 14h47 | 2011-10-26 | 14:47
pt | Verão de 1980 | 1980-22
it | 4 Febbraio 2025 | 2025-02-04
it | 1º maggio 1945 | 1945-05-01
it | mercoledì 26 ottobre 2011 | 2011-10-26
it | Pubblicato il 26 ott 2011 alle 14:47 | 2011-10-26 | 14:47
it | autunno 1969 | 1969-23
ca | 26 d'octubre de 2011 | 2011-10-26
ca | 26 d’octubre de 2011 | 2011-10-26
ca | 11 de setembre de 1714 | 1714-09-11
gl | 26 de outubro de 2011 | 2011-10-26
gl | 3 de xaneiro de 1999 | 1999-01-03

# Dutch, Afrikaans, Nordic
nl | woensdag 26 oktober 2011 | 2011-10-26
nl | 3 maart 2020 om 14:47 uur | 2020-03-03 | 14:47
nl | 3 mrt. 2020 | 2020-03-03
nl | najaar 1980 | 1980-23
af | 26 Desember 2011 | 2011-12-26
sv | onsdag 26 oktober 2011 kl. 14.47 | 2011-10-26 | 14:47
sv | den 3 maj 1999 | 1999-05-03
sv | hösten 1980 | 1980-23
da | 5. august 2020 kl. 14:47 | 2020-08-05 | 14:47
da | onsdag d. 26. oktober 2011 | 2011-10-26
da | marts 1999 | 1999-03
da | efterår 1980 | 1980-23
nb | 26. oktober 2011 | 2011-10-26
nn | laurdag 3. mars 2012 | 2012-03-03
nb | høsten 1980 | 1980-23
is | 26. október 2011 | 2011-10-26
is | 1. maí 1999 | 1999-05-01
fi | 26. lokakuuta 2011 | 2011-10-26
fi | keskiviikko 26. lokakuuta 2011 klo 14.47 | 2011-10-26 | 14:47
fi | 26.10.2011 klo 14.47 | 2011-10-26 | 14:47
fi | kesäkuu 1968 | 1968-06
fi | kesä 1968 | 1968-22
et | 26. oktoober 2011 | 2011-10-26
lt | 2011 m. spalio 26 d. | 2011-10-26
lv | 2011. gada 26. oktobrī | 2011-10-26

# Polish, Czech, Slovak, Hungarian, Romanian
pl | 16 września 2023 | 2023-09-16
pl | środa, 26 października 2011 | 2011-10-26
pl | 26 października 2011 r., godz. 14:47 | 2011-10-26 | 14:47
pl | Opublikowano: 3 maja 1999 | 1999-05-03
pl | listopad 1980 | 1980-11
pl | 3 lip 1980 | 1980-07-03
pl | jesień 1980 | 1980-23
cs | 26. října 2011 | 2011-10-26
cs | středa 26. října 2011 v 14:47 | 2011-10-26 | 14:47
cs | srpen 1968 | 1968-08
cs | 3. listopadu 1989 | 1989-11-03
sk | 26. októbra 2011 | 2011-10-26
sk | 3. mája 1999 | 1999-05-03
hu | 2023. október 5. | 2023-10-05
hu | 2011. október 26., szerda | 2011-10-26
hu | 2011. okt. 26. 14:47 | 2011-10-26 | 14:47
hu | 1956. november 4-én | 1956-11-04
hu | 1956. október | 1956-10
hu | 1956. október 23–30. | 1956-10-23/1956-10-30
ro | 26 octombrie 2011 | 2011-10-26
ro | miercuri, 26 octombrie 2011, ora 14:47 | 2011-10-26 | 14:47
ro | mai 1999 | 1999-05

# Turkish, Azerbaijani, Albanian
tr | 20 Nisan 2026 | 2026-04-20
tr | 26 Ekim 2011 Çarşamba | 2011-10-26
tr | 26 EKİM 2011, Saat 14:47 | 2011-10-26 | 14:47
tr | 1 ARALIK 1999 | 1999-12-01
tr | 3 Ağustos 1999 | 1999-08-03
tr | Güz 1980 | 1980-23
az | 26 oktyabr 2011 | 2011-10-26
sq | 26 tetor 2011 | 2011-10-26

# Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Croatian, Slovene, Kazakh
ru | 26 октября 2011 г. | 2011-10-26
ru | среда, 26 октября 2011 года, 14:47 | 2011-10-26 | 14:47
ru | 1-го мая 1905 г. | 1905-05-01
ru | 26 ОКТЯБРЯ 2011 В 14:47 МСК | 2011-10-26 | 14:47 +03:00
ru | Опубликовано 26.10.2011 в 14:47 | 2011-10-26 | 14:47
ru | май 1968 | 1968-05
ru | осень 1917 | 1917-23
ru | 26 окт. 2011 | 2011-10-26
uk | 26 жовтня 2011 року | 2011-10-26
uk | п'ятниця, 28 жовтня 2011 | 2011-10-28
uk | листопад 2011 | 2011-11
be | 26 кастрычніка 2011 | 2011-10-26
bg | 26 октомври 2011 г. | 2011-10-26
bg | сряда, 26 октомври 2011, 14:47 ч. | 2011-10-26 | 14:47
sr | 26. октобар 2011. | 2011-10-26
sr | 26. oktobra 2011. | 2011-10-26
mk | 26 октомври 2011 | 2011-10-26
hr | 26. listopada 2011. | 2011-10-26
hr | srijeda, 26. listopada 2011. u 14:47 | 2011-10-26 | 14:47
hr | 3. srpnja 1999. | 1999-07-03
sl | 26. oktobra 2011 | 2011-10-26
sl | sreda, 26. oktober 2011 ob 14:47 | 2011-10-26 | 14:47
kk | 2011 жылғы 26 қазан | 2011-10-26
kk | 26 қазан 2011 ж. | 2011-10-26

# Greek, Georgian, Armenian
el | 26 Οκτωβρίου 2011 | 2011-10-26
el | Τετάρτη, 26 Οκτωβρίου 2011 στις 14:47 | 2011-10-26 | 14:47
el | 26 ΟΚΤ 2011, 2:47 μμ | 2011-10-26 | 14:47
el | 1η Μαΐου 1968 | 1968-05-01
el | καλοκαίρι του 1968 | 1968-22
el | Μάιος 1968 | 1968-05
ka | 26 ოქტომბერი 2011 | 2011-10-26
hy | 26 հոկտեմբերի 2011 թ. | 2011-10-26

# Arabic, Hebrew, Persian, Urdu
ar | 26 أكتوبر 2011 | 2011-10-26
ar | ٢٦ أكتوبر ٢٠١١ | 2011-10-26
ar | 26 تشرين الأول 2011 | 2011-10-26
ar | 26 أكتوبر/تشرين الأول 2011 | 2011-10-26
ar | 26 تشرين الأول (أكتوبر) 2011 | 2011-10-26
ar | الأربعاء 26 أكتوبر 2011 الساعة 14:47 | 2011-10-26 | 14:47
ar | ٢٦/١٠/٢٠١١ | 2011-10-26
ar | 3 كانون الثاني 1999 | 1999-01-03
ar | 3 كانون الأول 1999 | 1999-12-03
ar | 3 جويلية 1999 | 1999-07-03
ar | خريف 1980 | 1980-23
he | 26 באוקטובר 2011 | 2011-10-26
he | ב-26 באוקטובר 2011 | 2011-10-26
he | יום רביעי, 26 אוקטובר 2011, 14:47 | 2011-10-26 | 14:47
he | אוקטובר 2011 | 2011-10
fa | ۴ آبان ۱۳۹۰ | 2011-10-26
fa | چهارشنبه ۴ آبان ۱۳۹۰ ساعت ۱۴:۴۷ | 2011-10-26 | 14:47
fa | ۱۳۹۰/۰۸/۰۴ | 2011-10-26
fa | 1390/8/4 | 2011-10-26
fa | ۲۶ اکتبر ۲۰۱۱ | 2011-10-26
fa | آبان ۱۳۹۰ | 2011-10-23/2011-11-21
fa | ۳۰ اسفند ۱۳۹۹ | 2021-03-20
fa | ۱ فروردین ۱۴۰۰ | 2021-03-21
   | ۱۳۹۰/۰۸/۰۴ | 2011-10-26
ur | 26 اکتوبر 2011 | 2011-10-26

# Hindi, Marathi, Bengali, Thai, Vietnamese, Indonesian, Malay, Tagalog, Swahili
hi | 26 अक्टूबर 2011 | 2011-10-26
hi | २६ अक्तूबर २०११ | 2011-10-26
hi | बुधवार, 26 अक्टूबर 2011 | 2011-10-26
hi | 3 फ़रवरी 1999 | 1999-02-03
hi | 3 फरवरी 1999 | 1999-02-03
mr | 26 ऑक्टोबर 2011 | 2011-10-26
bn | ২৬ অক্টোবর ২০১১ | 2011-10-26
th | 26 ตุลาคม 2554 | 2011-10-26
th | 26 ตุลาคม พ.ศ. 2554 | 2011-10-26
th | วันพุธที่ 26 ตุลาคม 2554 | 2011-10-26
th | 26 ต.ค. 2554 | 2011-10-26
th | 26 ตุลาคม 2011 | 2011-10-26
vi | 26 tháng 10 năm 2011 | 2011-10-26
vi | ngày 26 tháng 10 năm 2011 | 2011-10-26
vi | 26 Tháng Mười, 2011 | 2011-10-26
vi | 26 tháng mười một 2011 | 2011-11-26
vi | Thứ sáu, 19/5/2023, 14:47 (GMT+7) | 2023-05-19 | 14:47 +07:00
id | Rabu, 26 Oktober 2011 14:47 WIB | 2011-10-26 | 14:47 +07:00
id | 3 Maret 1999 | 1999-03-03
id | Agustus 1945 | 1945-08
ms | 26 Ogos 2011 | 2011-08-26
tl | 26 Oktubre 2011 | 2011-10-26
sw | 26 Oktoba 2011 | 2011-10-26
sw | Jumatano, 26 Oktoba 2011 | 2011-10-26

# Esperanto, Latin, Basque, Irish, Welsh
eo | la 26-an de oktobro 2011 | 2011-10-26
eo | 26 oktobro 2011 | 2011-10-26
eo | aŭtuno 1980 | 1980-23
la | 26 Octobris 1611 | 1611-10-26
la | Die 3 Maii 1650 | 1650-05-03
eu | 2011ko urriaren 26a | 2011-10-26
ga | 26 Deireadh Fómhair 2011 | 2011-10-26
ga | 3 Meán Fómhair 1999 | 1999-09-03
cy | 26 Hydref 2011 | 2011-10-26
cy | 1 Mai 1999 | 1999-05-01

# Japanese, Chinese, Korean
ja | 2011年10月26日 | 2011-10-26
ja | 2011年10月26日（水） | 2011-10-26
ja | 2011年10月26日(水曜日) 14時47分 | 2011-10-26 | 14:47
ja | 2011年10月26日 午後2:47 | 2011-10-26 | 14:47
ja | ２０１１年１０月２６日 | 2011-10-26
ja | 平成23年10月26日 | 2011-10-26
ja | 平成二十三年十月二十六日 | 2011-10-26
ja | 令和6年5月 | 2024-05
ja | 令和元年5月1日 | 2019-05-01
ja | 昭和20年8月15日 | 1945-08-15
ja | 大正12年9月1日 | 1923-09-01
ja | 2011年10月号 | 2011-10
ja | 1980年秋号 | 1980-23
ja | 2011年 | 2011
zh | 二〇一一年十月二十六日 | 2011-10-26
zh | 一九四五年八月十五日 | 1945-08-15
zh | 2011年10月26日 星期三 | 2011-10-26
zh | 2011年10月26日星期三 下午2:47 | 2011-10-26 | 14:47
zh | 2011年10月26日14:47 | 2011-10-26 | 14:47
zh | 2011-10-26 14:47:09 | 2011-10-26 | 14:47:09
zh | 民國100年10月26日 | 2011-10-26
zh | 中華民國一百年 | 2011
zh | 民國一〇〇年十月 | 2011-10
zh | 2011年10月26日至28日 | 2011-10-26/2011-10-28
ko | 2011년 10월 26일 | 2011-10-26
ko | 2011년 10월 26일 (수) 오후 2:47 | 2011-10-26 | 14:47
ko | 2011년 10월 26일 수요일 | 2011-10-26
ko | 2011년 가을호 | 2011-23
ko | 2011.10.26 14:47 | 2011-10-26 | 14:47

# another language than the page says
de | October 26, 2011 | 2011-10-26
en | 26 octobre 2011 | 2011-10-26
en | 26. listopadu 2011 | 2011-11-26

# no dates
en | 16 hours ago | -
en | 3 days ago | -
en | yesterday at 12:11 | -
en | Today, 26 October | -
fr | il y a 3 heures | -
de | vor 3 Stunden | -
es | hace 2 días | -
ru | 3 часа назад | -
ja | 3時間前 | -
ko | 6분 전 | -
en | Feb. 29, 2023 | -
en | 29 February 2023 | -
en | 31/06/2011 | -
   | 2011-02-30 | -
   | 2011-13-01 | -
fa | ۳۱ آبان ۱۳۹۰ | -
fa | ۳۰ اسفند ۱۴۰۰ | -
ja | 平成40年1月1日 | -
en | 26 October | -
en | Oct 26 | -
en | 26 October 12:11 | -
en | 12:11 | -
en | Wednesday | -
en | October | -
en | 1320019870 | -
en | 1320019870000 | -
en | 26 October 1234 | -
en | 26 October 2211 | -
en | 2-1-3 | -
en | 3/129 | -
en | 10.2011.3 | -
en | No. 3 | -
en | $1945 | -
en | 100% | -
ar | 28/11/1432 | -
ar | 28 ذو القعدة 1432 | -
en | 26 October 2011 in Berlin | -
en | 0000-00-00 | -
en | 2027-03-01 | -
en | | -
`

func TestParse(t *testing.T) {
	n := 0
	for line := range strings.SplitSeq(parsed, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		lang, s, day, clock := fields(line)
		n++
		t.Run(strings.ReplaceAll(s, "/", "∕"), func(t *testing.T) {
			d, ok := Parse(s, Hints{Lang: lang, NotAfter: retrieved})
			if !ok {
				if day != "-" {
					t.Fatalf("Parse(%q, %q) is no date, want %s", s, lang, day)
				}
				return
			}
			if got := d.EDTF(); got != day {
				t.Errorf("Parse(%q, %q) = %s, want %s", s, lang, got, day)
			}
			if got := clockOf(d); got != clock {
				t.Errorf("Parse(%q, %q) has the time %q, want %q", s, lang, got, clock)
			}
			if d.Ambiguous || d.WeekdayDiffers {
				t.Errorf("Parse(%q, %q) is in doubt: %+v", s, lang, d)
			}
		})
	}
	if n < 200 {
		t.Errorf("the table has %d lines", n)
	}
}

// fields splits a line of the table. The string itself may hold a bar.
func fields(line string) (lang, s, day, clock string) {
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	lang, parts = parts[0], parts[1:]
	if last := parts[len(parts)-1]; len(parts) > 2 && strings.Contains(last, ":") {
		clock, parts = last, parts[:len(parts)-1]
	}
	return lang, strings.Join(parts[:len(parts)-1], " | "), parts[len(parts)-1], clock
}

func clockOf(d Date) string {
	at := time.Date(0, 1, 1, d.Hour, d.Minute, d.Second, 0, time.UTC)
	switch d.Precision {
	case Minute:
		return strings.TrimSpace(at.Format("15:04 ") + d.Zone)
	case Second:
		return strings.TrimSpace(at.Format("15:04:05 ") + d.Zone)
	}
	return ""
}

func TestParseRole(t *testing.T) {
	for _, test := range []struct {
		s    string
		want Role
	}{
		{"26 October 2011", Unsaid},
		{"Published on 26 October 2011", Published},
		{"First published: Wednesday, 26 October 2011", Published},
		{"Last updated 26 October 2011 at 12:11", Modified},
		{"Zuletzt geändert am 26.10.2011", Modified},
		{"Mis à jour le 26 octobre 2011", Modified},
		{"Опубликовано: 26.10.2011", Published},
		{"Accessed 26 October 2011", Accessed},
		{"Abgerufen am 26. Oktober 2011", Accessed},
	} {
		d, ok := Parse(test.s, Hints{})
		if !ok || d.Role != test.want || d.EDTF() != "2011-10-26" {
			t.Errorf("Parse(%q) = %s, %v, role %d, want role %d", test.s, d.EDTF(), ok, d.Role, test.want)
		}
	}
}

func TestParseAmbiguous(t *testing.T) {
	june := time.Date(2017, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name, s, want, other string
		hints                Hints
	}{
		{"nothing known", "05/10/2017", "2017-10-05", "2017-05-10", Hints{}},
		{"English of nowhere", "05/10/2017", "2017-10-05", "2017-05-10", Hints{Lang: "en"}},
		{"English of Canada", "05/10/2017", "2017-10-05", "2017-05-10", Hints{Lang: "en-CA"}},
		{"undetermined language", "05/10/2017", "2017-10-05", "2017-05-10", Hints{Lang: "und"}},
		{"half days", "5/10/2017 7:57 PM", "2017-05-10", "2017-10-05", Hints{Lang: "en"}},
		{"full stops in English", "05.10.2017", "2017-10-05", "2017-05-10", Hints{Lang: "en"}},
		{"full stops elsewhere", "05.10.2017", "2017-10-05", "", Hints{}},
		{"siblings, day first", "05/10/2017", "2017-10-05", "", Hints{Lang: "en-US", Order: DayFirst}},
		{"siblings, month first", "05.10.2017", "2017-05-10", "", Hints{Lang: "de", Order: MonthFirst}},
		{"not in the future", "05/10/2017", "2017-05-10", "", Hints{NotAfter: june}},
		{"not in the past", "05/10/2017", "2017-10-05", "", Hints{NotBefore: june}},
		{"weekday against language", "Thu, 10/05/2017", "2017-10-05", "", Hints{Lang: "en-GB"}},
		{"a month of two languages", "listopad 2011", "2011-10", "2011-11", Hints{}},
		{"the months in their language", "listopad 2011", "2011-11", "", Hints{Lang: "pl"}},
		{"two languages and a weekday", "utorak, 1. listopada 2013", "2013-10-01", "", Hints{}},
		{"turn of the year", "December/January 1980", "1979-12/1980-01", "1980-12/1981-01", Hints{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, ok := Parse(test.s, test.hints)
			other := ""
			if len(d.Alternatives) > 0 {
				other = d.Alternatives[0].EDTF()
			}
			if !ok || d.EDTF() != test.want || other != test.other || d.Ambiguous != (test.other != "") {
				t.Errorf("Parse(%q) = %s or %q (%v), want %s or %q", test.s, d.EDTF(), other, ok, test.want, test.other)
			}
		})
	}
}

func TestParseWeekdayDiffers(t *testing.T) {
	d, ok := Parse("Monday, 26 October 2011", Hints{Lang: "en"})
	if !ok || !d.WeekdayDiffers || d.String() != "2011-10-26" {
		t.Errorf("got %+v, %v, want 2011-10-26 with a weekday that differs", d, ok)
	}
	if d, ok = Parse("Mon, 05/06/2017", Hints{Lang: "en-GB"}); !ok || d.WeekdayDiffers || d.String() != "2017-06-05" {
		t.Errorf("got %+v, %v, want 2017-06-05", d, ok)
	}
}

func TestParseTwoDigitYears(t *testing.T) {
	for _, test := range []struct {
		notAfter time.Time
		s, want  string
	}{
		{time.Time{}, "28.01.22", "2022-01-28"},
		{time.Time{}, "28.01.71", "1971-01-28"},
		{retrieved, "28.01.26", "2026-01-28"},
		{retrieved, "28.01.27", "1927-01-28"},
		{retrieved, "28.12.26", "1926-12-28"},
		{retrieved, "Mi. 28.01.1922", "1922-01-28"},
		{day(1999, 6, 1), "28.01.98", "1998-01-28"},
	} {
		d, ok := Parse(test.s, Hints{Lang: "und", NotAfter: test.notAfter})
		if !ok || d.EDTF() != test.want || d.Ambiguous {
			t.Errorf("Parse(%q) before %v = %s, %v, want %s", test.s, test.notAfter, d.EDTF(), ok, test.want)
		}
	}
	d, ok := Parse("Saturday, 28.01.22", Hints{Lang: "en-GB", NotAfter: retrieved})
	if !ok || d.EDTF() != "1922-01-28" {
		t.Errorf("a Saturday of 28.01.22 is %s, %v, want 1922-01-28", d.EDTF(), ok)
	}
}
