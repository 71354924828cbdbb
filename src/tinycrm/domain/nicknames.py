"""Given names and their short and familiar forms: Bob is Robert, Peggy is Margaret."""

from functools import cache

# A full name, then its forms. A form may belong to several names: Alex to Alexander and to
# Alexandra, who are two people all the same.
_FORMS = """
abigail abby gail; abraham abe; adelaide addie; agnes aggie; albert al bert; alexander alex alec
sasha sandy xander; alexandra alex sandra sasha lexi; alfred alf alfie fred; andrew andy drew;
andreas andi; ann anna anne annie nan nancy; anthony tony; anton toni; antonio toni tonio;
archibald archie; arthur art; augustus gus; barbara babs barb babette; bartholomew bart; beatrice
bea trixie; benedict ben; benjamin ben benny benji; bernard bernie; bernhard bernd; bridget
biddy; cameron cam; caroline carol carrie; catherine katherine kathryn cathy kathy kate katie
kitty kat; katharina kathi katja katrin; cecilia cissy celia; charles charlie chuck chas carl;
charlotte charlie lottie; christine christina chris chrissie tina christa; christopher chris kit
topher; christian chris; clarence clare; clifford cliff; constance connie; cornelius neil;
cynthia cindy; daniel dan danny; david dave davy; deborah debbie deb; dietrich dieter; dominic
dom; donald don donny; dorothy dot dottie dolly; douglas doug; edgar ed; edmund ed ned; edward ed
eddie ned ted teddy; eleanor ellie nell nora; elizabeth elisabeth beth betsy betty bess eliza
ella libby lisa liz lizzie elsie; elisabeth liesl lisa elsa else ilse sissi; emily em emmy;
ernest ernie; eugene gene; evelyn evie; ferdinand ferdi; florence flo flora; frances fran fanny
frankie; francis frank frankie; francisco paco pancho curro; francoise fanchon; franziska franzi;
frederick fred freddie fritz; friedrich fritz; gabriel gabe; gabriele gabi; genevieve jenny;
geoffrey jeffrey geoff jeff; georg schorsch jorg; george georgie; gerald gerry jerry; gerard
gerry; gertrude trudy gertie; gilbert gil; gregory greg; guadalupe lupe; guillermo memo; gustav
gus; gwendolyn gwen; hans hansi; harold hal harry; harriet hattie; helen helena nell nellie;
heinrich heinz heiner; henry hal hank harry; herbert herb bert; howard howie; hubert bert;
ignacio nacho; isabella isabel bella izzy; jacob jake; jakob jakub; jacques jacquot; jaime jimmy;
james jim jimmy jamie; jane janie jenny; janet jan; jean jeannot; jennifer jen jenny; jeremy
jerry; jesus chucho; jessica jess jessie; joan joanie; joanna jo; joaquin quino; johannes hannes
hans johann jo; johann hans; john johnny jack jock; jonathan jon jonny; jose pepe; josefa pepa;
josef sepp jupp beppo; joseph joe joey jo; josephine jo josie; joshua josh; jon john; judith
judy; julia julie; karl carl; karlheinz karl heinz; kenneth ken kenny; kimberly kim; konrad kurt
conny; lawrence laurence larry laurie; leonard len lenny leo; leonhard leo; leopold leo poldi;
louis lou louie; louise lou lulu; lucas lukas luke; lucille lucy; ludwig lutz wiggerl; luis
lucho; madeleine maddie lena; magdalena lena magda leni; manfred manni; manuel manolo; manuela
manu; marc mark; marcus markus mark marc; margaret maggie meg meggie peg peggy madge greta rita
marge daisy; margarete grete gretel gretchen; margot marguerite; maria maja mia mitzi; mario
marius; martha marty patty; martin marty; mary molly polly mamie; mathilda tilly; matthew matt
matty; matthias matze; maximilian max; maximilien max; melissa mel missy; michael mike mick
mickey micky mikey; michel michi michou; mildred millie; mohammed mohammad muhammad mohamed mo;
nathaniel nathan nat nate; natalie nat; nicholas nicolas nick nicky; nikolaus klaus niko; nicole
nicky; norbert bert; oliver ollie; pamela pam; patricia pat patty trish tricia; patrick pat
paddy; paul paulie; penelope penny; peter pete; philip phil pip; phillip phil; priscilla cilla;
rachel rae; raimund ray; raymond ray; rafael rafa; rebecca becky becca; reginald reg reggie;
richard dick rich rick ricky; robert bob bobby rob robbie bert; roberto beto; roderick rod;
rodney rod; roger rodge; roland rolly; ronald ron ronnie; rosemary rose rosie; rudolf rudi;
rupert bert; russell russ; salvatore toto; samantha sam sammy; samuel sam sammy; sandra sandy;
sarah sara sally sadie; sebastian seb basti bastian; shirley shirl; siegfried siggi; sigmund
siggi; simon si; sophia sophie; stanley stan; stephan stefan steffen; stephanie steph steffi;
stephen steven steve stevie; susan sue susie suzy; susanne susanna susi sanne; suzanne suzette;
sylvester sly; tamara tammy; terence terry; theresa teresa terry tess tessa; theodor theo;
theodore ted teddy theo; therese resi; thomas tom tommy; timothy tim timmy; tobias tobi; ulrich
uli; ulrike uli ulla; ursula uschi ulla; valentina tina; valerie val; veronica ronnie; vera
veronika; victor vic; victoria vicky tori; vincent vince vinnie; virginia ginny; walter walt
wally; waldemar waldi; werner wern; wilfred wilf fred; wilhelm willi willy helmi; wilhelmina mina
minnie; william bill billy liam will willie willy; winifred winnie; wolfgang wolf wolfi; yvonne
evi; zachary zach zack
"""


@cache
def _full_names() -> dict[str, frozenset[str]]:
    full: dict[str, set[str]] = {}
    for entry in _FORMS.split(";"):
        name, *forms = entry.split()
        for form in (name, *forms):
            full.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in full.items()}


def full_names(given: str) -> frozenset[str]:
    """The full names that a folded given name may stand for; itself if none is known.

    `bob` gives `{robert}`, `alex` gives `{alexander, alexandra}`; two full names have nothing in
    common unless one of them is also short for the other.
    """
    return _full_names().get(given, frozenset((given,)))


def is_known(given: str) -> bool:
    """Whether a folded word is one of the given names listed here."""
    return given in _full_names()
