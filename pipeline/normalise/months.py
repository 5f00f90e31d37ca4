"""Names of the months in 45 languages, full and short, nominative and inflected: data.

Source: Unicode CLDR through Babel, with forms that news pages use beside it (jänner, Levantine and Maghrebi
names). Words are in lower case without a closing full stop. Languages in which a word means another month
stand in `EXCEPTIONS`.
"""

from __future__ import annotations

_WORDS = (
    """january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari tammikuuta tammi
    tammikuu janúar jaanuar jaan janvāris sausio saus sausis stycznia sty styczeń ledna led leden
    januára január siječnja sij siječanj јануар јан јануари януари яну ianuarie ian ιανουαρίου ιαν
    ιανουάριος ocak oca yanvar yan января янв январь січня січ січень студзеня сту студзень gener
    xaneiro xan urtarrila urt ionawr ion eanáir ean januarie janar มกราคม ม.ค जनवरी जन॰ जानेवारी जाने
    জানুয়ারী জানু ஜனவரி ஜன జనవరి జన جنوری ژانویهٔ ژانویه يناير جانفي ינואר ינו׳ იანვარი იან հունվարի
    հնվ հունվար қаңтар қаң""",
    """february feb februar février févr fev fevrier febrero febbraio fevereiro februari helmikuuta helmi
    helmikuu febrúar veebruar veebr februāris febr vasario vas vasaris lutego lut luty února úno únor
    februára február veljače velj veljača фебруар феб февруари фев februarie φεβρουαρίου φεβ φεβρουάριος
    şubat şub fevral февраля февр февраль лютого лют лютий лютага люты febrer febreiro otsaila ots
    chwefror chwef chw feabhra feabh shkurt shk pebrero peb กุมภาพันธ์ ก.พ फ़रवरी फ़र॰ फेब्रुवारी फेब्रु
    ফেব্রুয়ারী ফেব பிப்ரவரி பிப் ఫిబ్రవరి ఫిబ్ర فروری فوریهٔ فوریه فبراير شباط فيفري פברואר פבר׳
    თებერვალი თებ փետրվարի փտվ փետրվար ақпан ақп""",
    """march mar märz mär mrz maerz mars marzo março maart mrt marts maaliskuuta maalis maaliskuu märts
    kovo kov kovas marca marzec března bře březen marec ožujka ožu ožujak март мар martie március márc
    μαρτίου μαρ μάρτιος μάρ mart марта березня бер березень сакавіка сак сакавік març martxoa mawrth maw
    márta maret mac marso machi มีนาคม มี.ค मार्च মার্চ மார்ச் மார் మార్చి مارچ مارس آذار اذار מרץ მარტი
    მარ մարտի մրտ մարտ наурыз нау""",
    """april apr avril avr abril abr aprile huhtikuuta huhti huhtikuu apríl aprill aprīlis balandžio bal
    balandis kwietnia kwi kwiecień dubna dub duben apríla travnja tra travanj април апр aprilie április
    ápr απριλίου απρ απρίλιος nisan nis aprel апреля апрель квітня квіт квітень красавіка кра красавік
    d’abril d’abr apirila api ebrill ebr aibreán aib prill pri aprili เมษายน เม.ย अप्रैल एप्रिल एप्रि
    এপ্রিল এপ্রি ஏப்ரல் ஏப் ఏప్రిల్ ఏప్రి اپریل آوریل أبريل نيسان أفريل ابريل אפריל אפר׳ აპრილი აპრ
    ապրիլի ապր ապրիլ сәуір сәу""",
    """may mai mayo maggio mag maio mei maj toukokuuta touko toukokuu maí maijs gegužės geg gegužė maja
    května kvě květen mája máj svibnja svi svibanj мај май május μαΐου μαΐ μάιος μάι mayıs мая травня
    трав травень maig maiatza bealtaine beal พฤษภาคม พ.ค मई मे মে மே మే مئی مهٔ مه مايو أيار ايار ماي
    מאי მაისი მაი մայիսի մյս մայիս мамыр мам""",
    """june jun juni juin junio giugno giu junho kesäkuuta kesä kesäkuu júní jún juuni jūnijs jūn birželio
    birž birželis czerwca cze czerwiec června čvn červen júna junij lipnja lipanj јун јуни юни iunie iun
    június ιουνίου ιουν ιούνιος ιούν haziran haz iyun iyn июня июн июнь червня черв червень чэрвеня чэр
    чэрвень juny xuño ekaina eka mehefin meh meitheamh meith junie qershor qer hunyo hun มิถุนายน มิ.ย
    जून জুন ஜூன் జూన్ جون ژوئن يونيو حزيران جوان יוני ივნისი ივნ հունիսի հնս հունիս маусым мау""",
    """july jul juli juillet juil julio luglio lug julho heinäkuuta heinä heinäkuu júlí júl juuli jūlijs
    jūl liepos liep liepa lipca lip lipiec července čvc červenec júla julij srpnja srpanj јул јули юли
    iulie iul július ιουλίου ιουλ ιούλιος ιούλ temmuz tem iyul iyl июля июл июль липня лип липень ліпеня
    ліп ліпень juliol xullo xul uztaila uzt gorffennaf gorff gor iúil julie korrik korr julai hulyo hul
    กรกฎาคม ก.ค जुलाई जुल॰ जुलै জুলাই জুল ஜூலை జులై جولائی ژوئیهٔ ژوئیه يوليو تموز جويلية יולי ივლისი
    ივლ հուլիսի հլս հուլիս шілде шіл""",
    """august aug août aout agosto ago augustus augusti elokuuta elo elokuu ágúst ágú augusts rugpjūčio
    rugp rugpjūtis sierpnia sie sierpień srpna srp srpen augusta avgust avg kolovoza kol kolovoz август
    авг augusztus αυγούστου αυγ αύγουστος αύγ ağustos ağu avqust avq августа серпня серп серпень жніўня
    жні жнівень d’agost d’ag agost ag abuztua abu awst lúnasa lún gusht gush agustus agu agt agus ogos
    ogo agosti สิงหาคม ส.ค अगस्त अग॰ ऑगस्ट ऑग আগস্ট আগ ஆகஸ்ட் ஆக ఆగస్టు ఆగ اگست اوت أغسطس آب أوت اغسطس
    אוגוסט אוג׳ აგვისტო აგვ օգոստոսի օգս օգոստոս тамыз там""",
    """september sep sept septembre septiembre setiembre set settembre setembro syyskuuta syys syyskuu
    septembris rugsėjo rugs rugsėjis września wrz wrzesień září zář septembra rujna ruj rujan septembar
    септембар сеп септември septembrie szeptember szept σεπτεμβρίου σεπ σεπτέμβριος eylül eyl sentyabr
    sen сентября сент сентябрь сен вересня вер вересень верасня верасень setembre iraila ira medi mfómh
    shtator sht setyembre septemba กันยายน ก.ย सितंबर सित॰ सप्टेंबर सप्टें সেপ্টেম্বর সেপ செப்டம்பர்
    செப் సెప్టెంబర్ సెప్టెం ستمبر سپتامبر سبتمبر أيلول ايلول ספטמבר ספט׳ სექტემბერი სექ սեպտեմբերի սեպ
    սեպտեմբեր қыркүйек қыр sentabr""",
    """october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta loka lokakuu október
    oktoober oktobris spalio spal spalis października paź październik října říj říjen októbra oktobar
    октобар окт октомври octombrie οκτωβρίου οκτ οκτώβριος ekim eki oktyabr октября октябрь жовтня жовт
    жовтень кастрычніка кас кастрычнік d’octubre d’oct urria urr hydref hyd dfómh tetor tet oktubre
    oktoba ตุลาคม ต.ค अक्टूबर अक्टू॰ ऑक्टोबर ऑक्टो অক্টোবর অক্টো அக்டோபர் அக் అక్టోబర్ అక్టో اکتوبر
    اکتبر أكتوبر اكتوبر אוקטובר אוק׳ ოქტომბერი ოქტ հոկտեմբերի հոկ հոկտեմբեր қазан қаз oktabr""",
    """november nov novembre noviembre novembro marraskuuta marras marraskuu nóvember nóv novembris
    lapkričio lapkr lapkritis listopada lis listopad listopadu novembra studenoga stu studeni novembar
    новембар нов ноември ное noiembrie noi νοεμβρίου νοε νοέμβριος νοέ kasım kas noyabr noy ноября нояб
    ноябрь ноя листопада лист листопад лістапада ліс лістапад azaroa aza tachwedd tach samhain samh
    nëntor nën nop nopember nobyembre nob novemba พฤศจิกายน พ.ย नवंबर नव॰ नोव्हेंबर नोव्हें নভেম্বর নভে
    நவம்பர் நவ నవంబర్ నవం نومبر نوامبر نوفمبر נובמבר נוב׳ ნოემბერი ნოე նոյեմբերի նոյ նոյեմբեր қараша қар""",
    """december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des
    joulukuuta joulu joulukuu detsember dets decembris gruodžio gruod gruodis grudnia gru grudzień
    prosince pro prosinec decembra prosinca prosinac decembar децембар дец декември дек decembrie
    δεκεμβρίου δεκ δεκέμβριος aralık ara dekabr dek декабря декабрь грудня груд грудень снежня сне
    снежань desembre decembro abendua abe rhagfyr rhag nollaig noll dhjetor dhj disember dis disyembre
    desemba ธันวาคม ธ.ค दिसंबर दिस॰ डिसेंबर डिसें ডিসেম্বর ডিসে டிசம்பர் டிச డిసెంబర్ డిసెం دسمبر دسامبر
    ديسمبر דצמבר דצמ׳ დეკემბერი დეკ դեկտեմբերի դեկ դեկտեմբեր желтоқсан жел""",
)

MONTHS: dict[str, int] = {word: month for month, words in enumerate(_WORDS, 1) for word in words.split()}

# language: word: month
EXCEPTIONS: dict[str, dict[str, int]] = {"hr": {"lip": 6, "listopada": 10, "listopad": 10, "lis": 10, "srp": 7}}
