package scrape

import (
	"strings"
	"sync"
)

// givenNames are common first names of the languages that periodicals here are
// in. Where nothing but two capitals says that a line is a person's name, one of
// them must be in it.
var givenNames = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(`
aaron abigail adam adrian agnes aidan alan albert alejandro alessandro alex alexander alexandra alexis alfred alice alicia alison allison amanda amelia amy ana anders andré andrea andreas andrei andrew andy angela angelo anita ann anna anne annette annie anthony antoine anton antonio ariel arne arnold arthur astrid audrey axel
barbara bart beatrice beatriz ben benedikt benjamin bernard bernd bernhard beth betty bill birgit björn bob boris brandon brenda brendan brett brian bridget britta bruce bruno bryan
caitlin carl carla carlo carlos carmen carol carola carolin caroline carolyn caterina catherine cécile celia charles charlie charlotte chiara chloe chris christa christian christiane christina christine christoph christopher cindy claire clara claudia claus colin connor cornelia craig cristina cynthia
dagmar daisy dale damian dan dana daniel daniela danielle danny darren dave david dawn dean deborah denis denise dennis derek diana diane diego dieter dirk dmitri dmitry dominic dominik dominique donald donna doris dorothea dorothy doug douglas duncan dylan
eberhard eduardo edward edith eileen elaine eleanor elena eli elias elisa elisabeth elise elizabeth ella ellen elliot emil emilia emilie emily emma enrico eric erica erik erika ernst erwin esther eugene eva evan eve evelyn
fabian fabio federica federico felix fernando filip fiona florence florian frances francesca francesco francis francisco franck françois françoise frank franz fred frederic frédéric frederick frieda friedrich fritz
gabriel gabriela gabriele gabriella gareth gary gavin geoff geoffrey georg george georgia gerald gerard gerd gerhard giacomo gianni giorgio giovanni giulia giuseppe glenn gordon götz grace graham greg gregor gregory greta guillaume gunnar günter günther gustav guy
hannah hannes hans harald harold harriet harry hartmut heather hector heidi heike heiko heiner heinrich heinz helen helena helga hélène helmut hendrik henning henri henrik henry herbert hermann hilary holger horst howard hubert hugh hugo
ian ibrahim igor ilse ines inês inga inge ingeborg ingo ingrid irene irina iris isabel isabella isabelle ivan
jack jackie jacob jacqueline jacques jake jakob james jamie jan jana jane janet janine jasmin jasmine jason javier jean jeff jeffrey jelena jennifer jenny jens jeremy jerry jesse jessica jill jim joachim joan joanna joanne joe joel johan johann johanna johannes john jon jonas jonathan jordan jordi jörg jorge josé josef joseph josh joshua juan judith judy julia julian juliane julie juliet juliette julio julius jürgen justin justine
kai karen karin karina karl karla karsten kate katharina katherine kathleen kathrin kathryn kathy katie katja katrin keith kelly ken kenneth kerstin kevin kim kirsten klaus konrad konstantin kristen kristin kristina kurt kyle
lara larissa larry lars laura lauren laurence laurent lawrence lea leah lena leo léo leon leonard leonie leslie lewis liam lily linda lindsay lisa liv liz logan lorenzo lothar louis louisa louise luca lucas lucia lucie lucy ludwig luis luisa luise lukas lydia lynn
madeleine magdalena maja malcolm manfred manuel manuela marc marcel marco marcus margaret margarita margit maria mariana marianne marie marina mario marion marisa marius mark markus marlene marta martha martin martina mary mathias mathieu mats matt matteo matthew matthias maurice mauro max maximilian maya megan mehmet melanie melissa mia michael michaela michel michele michelle miguel mika mike milan miriam mohamed mohammed moira molly mona monica monika moritz muhammad
nadia nadine nancy naomi natalia natalie natasha nathalie nathan neil nick nico nicola nicolas nicole niels nigel niko nikolaus nils nina noah noel nora norbert norman
oliver olivia olivier olga omar oscar oskar otto owen
pablo pamela paola paolo pascal pat patricia patrick paul paula pauline pavel pedro penny per peter petra phil philip philipp philippe phoebe pia pierre pieter piotr
rachel rafael rainer ralf ralph raphael raymond rebecca regina reiner reinhard rené renate ricardo richard rick rita rob robert roberta roberto robin rodrigo roger roland rolf romain roman ronald rosa rose ross roy rudolf rupert russell ruth ryan
sabine sally salvatore sam samantha samuel sandra santiago sara sarah sascha scott sean sebastian sergei sergio seth shane shannon sharon shaun sheila siegfried sigrid silke silvia simon simone sina sofia sonia sonja sophia sophie stacy stefan stefanie stefano stella stéphane stephanie stephen steve steven stuart sue susan susanna susanne suzanne sven sylvia sylvie
tamara tania tanja tara tatiana ted teresa terry thea theo theodor theresa thérèse thomas thorsten till tim timo timothy tina tobias todd tom tomás tony torben tracy travis trevor tristan
udo ulf uli ulrich ulrike ursula ute uwe
valentin valentina valerie vanessa vera veronica veronika victor victoria vincent viola virginia vivian vladimir volker
walter wanda wendy werner wilfried wilhelm will william willy winfried wolf wolfgang
abdul abdullah adam adem adriana ahmed ahmet aisha akira alain alan aldo alejandra alexandre ali aline álvaro amélie amelie amina amir amit amina anastasia ángel anil anja anke antje antoinette arjun arthur artur asha ashley ashok aurélie ayşe balázs bashir beata benoît bjarne blanca bogdan brigitte bruna burak
camila camille carsten cecilia cedric cem cesar chantal chelsea chiamaka christelle christoffer clément corinna cory courtney dara dario darius deepak delia deniz dina dmitrij dolores dora edgar eduard edwin ekaterina elif eliza elke emeka emmanuel enrique ernest esteban eszter eugenia eugenio ewa fatima fatma ferdinand fernanda fouzia frida frieder
gábor gaby geert gemma gerrit gesa gonzalo grzegorz guido gustavo hamza hanna harsh hasan hassan heinz hiroshi hussein ida ignacio ilona imke imran irina isaac ismail itamar iván ivana jaap jaime jakub jan-erik janina janusz jasper jerome jesús jin joão joaquín johnny jonathon jouni juha julien jürg jutta
kaja karim karolina kasia katarina katarzyna kavita kees kemal kenji khalid kiran kirk kirstin kjell kristian krzysztof kumar lars-erik latoya leila leticia lina linus lionel lorena lorraine luciano luigi lukáš luz maarten maciej madison magnus mahmoud małgorzata manon marcelo marcin marek mariam mariann mariano marija marilyn marion marko marten mateo matilda mattias max maxime mehdi meike mercedes mette michał mihai mira mirjam mohammad monique muriel mustafa nadja nelson nestor nikita nikki nikola nils-erik nizar noemi nuno
ola olaf ole olena olga orlando osman paulo paweł per-erik petr petros philippa piero pierce pilar pooja priya radek rafał rahul raj ramón raquel rasmus raul ravi reza rocío rodney romina ronja ruben rui sabrina sandeep sandro sanjay saskia satoshi sergey sergio shirley sibel simona siobhan sofie solveig soraya sören stanislav steffen stephan sunil susana susann svenja svetlana sylvain tadeusz tarek tatjana thiago tiago tilman timur toby tomasz tommaso toni torsten trond tuğba uli ulla umberto uri uta valérie vicente viktor viktoria vito vivek vlad wiebke wim winnie wolfram yasemin yuki yuri yusuf yvette yvonne zoltán zsófia
xavier yann yannick yasmin yolanda yves yvonne zachary zoe`) {
		set[name] = true
	}
	return set
})

// hasGivenName reports whether a name's first word is a common first name, or
// its first words are initials.
func hasGivenName(name string) bool {
	word, _, _ := strings.Cut(name, " ")
	if len(word) == 2 && word[1] == '.' || len(word) == 4 && word[1] == '.' && word[3] == '.' {
		return true
	}
	low := strings.ToLower(word)
	if first, _, ok := strings.Cut(low, "-"); ok {
		low = first
	}
	return givenNames()[low]
}
